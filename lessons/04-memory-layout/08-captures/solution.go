package main

import (
	"fmt"
	"unsafe"
)

func main() {
	price := 100

	current := func() int { return price }
	today := price
	agreed := func() int { return today }

	price = 120

	fmt.Println("current:", current())
	fmt.Println("agreed:", agreed())
	fmt.Println("size of a function value:", unsafe.Sizeof(current))
}
