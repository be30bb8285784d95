// A type assertion to the wrong concrete type.
package main

import (
	"fmt"
)

func main() {
	var x any = "text"
	fmt.Println(x.(int))
}
