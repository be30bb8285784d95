// A method of a nil interface.
package main

import (
	"fmt"
)

func main() {
	var e error
	fmt.Println(e.Error())
}
