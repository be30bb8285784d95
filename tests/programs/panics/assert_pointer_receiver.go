// The value lacks a method that its pointer has.
package main

import (
	"fmt"
)

type T struct{}

func (t *T) String() string { return "T" }

func main() {
	var x any = T{}
	fmt.Println(x.(fmt.Stringer))
}
