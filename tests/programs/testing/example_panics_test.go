package main

import "fmt"

func ExampleBad() {
	fmt.Println("x")
	panic("oops")
	// Output: x
}
