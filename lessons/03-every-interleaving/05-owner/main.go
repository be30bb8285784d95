package main

import (
	"fmt"
	"sync"
)

func main() {
	adds := make(chan int)
	n := 0

	// The owner: nobody else changes n.
	go func() {
		for a := range adds {
			n += a
		}
	}()

	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { adds <- 1 })
	}
	wg.Wait()
	close(adds)
	fmt.Println("count:", n)
}
