// A type assertion on a nil interface.
package main

import (
	"fmt"
)

func main() {
	var x any
	fmt.Println(x.(int))
}
