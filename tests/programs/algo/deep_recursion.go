// Stacks grow as deep as needed.
package main

import (
	"fmt"
)

func depth(n int) int {
	var pad [16]int
	pad[n%16] = n
	if n == 0 {
		return pad[0]
	}
	return depth(n-1) + pad[n%16] - n + 1
}

func main() {
	fmt.Println(depth(100000))
	done := make(chan int)
	for i := range 5 {
		go func() { done <- depth(10000 * (i + 1)) }()
	}
	sum := 0
	for range 5 {
		sum += <-done
	}
	fmt.Println(sum)
}
