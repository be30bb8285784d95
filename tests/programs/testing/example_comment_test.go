package main

import "fmt"

func ExampleA() {
	fmt.Println("a")
	fmt.Println("b") // This comment is the line's.
	// Output:
	// a
	// b
}

func ExampleB() {
	fmt.Println("c")

	// Words before it belong to the same comment:
	// Output: c
}

func ExampleC() {
	fmt.Println("d") /* Two on a line, */ // and one below.
	// Output: d
}
