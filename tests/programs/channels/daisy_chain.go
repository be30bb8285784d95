// A value passed through a long chain.
package main

import (
	"fmt"
)

func main() {
	const n = 1000
	left := make(chan int)
	first := left
	for range n {
		right := make(chan int)
		go func(l, r chan int) { l <- 1 + <-r }(left, right)
		left = right
	}
	go func() { left <- 0 }()
	fmt.Println(<-first)
}
