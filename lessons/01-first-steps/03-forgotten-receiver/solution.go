package main

import (
	"fmt"
	"sync"
)

func main() {
	results := make(chan int)

	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			results <- i * i
		})
	}

	// Waiting is a job of its own: main is free to receive.
	go func() {
		wg.Wait()
		close(results)
	}()

	sum := 0
	for r := range results {
		sum += r
	}
	fmt.Println("sum", sum)
}
