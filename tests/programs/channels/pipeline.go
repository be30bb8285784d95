// Three stages, closing flows downstream.
package main

import (
	"fmt"
)

func main() {
	stage := func(in <-chan int, f func(int) int) <-chan int {
		out := make(chan int)
		go func() {
			defer close(out)
			for v := range in {
				out <- f(v)
			}
		}()
		return out
	}
	src := make(chan int)
	go func() {
		defer close(src)
		for i := 1; i <= 10; i++ {
			src <- i
		}
	}()
	sum := 0
	for v := range stage(stage(src, func(x int) int { return x * x }), func(x int) int { return x + 1 }) {
		sum += v
	}
	fmt.Println(sum)
}
