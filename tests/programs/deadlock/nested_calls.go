// Blocked three calls deep.
package main

import (
	"fmt"
)

func outer(c chan int) int { return middle(c) + 1 }
func middle(c chan int) int {
	x := inner(c)
	return x * 2
}
func inner(c chan int) int {
	v, ok := <-c
	if !ok {
		return 0
	}
	return v
}

func main() {
	fmt.Println(outer(make(chan int)))
}
