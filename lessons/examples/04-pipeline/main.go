package main

import "fmt"

// Each stage owns the channel that it returns: it alone sends on it, and it
// closes it when its input has ended. So the end travels down the pipeline.

func numbers(upTo int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := 1; n <= upTo; n++ {
			out <- n
		}
	}()
	return out
}

func square(in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range in {
			out <- n * n
		}
	}()
	return out
}

func odd(in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range in {
			if n%2 == 1 {
				out <- n
			}
		}
	}()
	return out
}

func main() {
	for n := range odd(square(numbers(7))) {
		fmt.Println(n)
	}
}
