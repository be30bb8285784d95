// Deferred calls of every frame run, then the report comes.
package main

import (
	"fmt"
)

func a() {
	defer fmt.Println("a's defer")
	b()
	fmt.Println("never")
}

func b() {
	defer fmt.Println("b's defer")
	var m map[int]int
	m[1]++
}

func main() {
	defer fmt.Println("main's defer")
	a()
}
