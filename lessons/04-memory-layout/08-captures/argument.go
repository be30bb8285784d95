package main

import (
	"fmt"
	"unsafe"
)

func main() {
	price := 100

	current := func() int { return price }
	agreed := always(price)

	price = 120

	fmt.Println("current:", current())
	fmt.Println("agreed:", agreed())
	fmt.Println("size of a function value:", unsafe.Sizeof(current))
}

// always returns a function that keeps its own copy of n.
func always(n int) func() int {
	return func() int { return n }
}
