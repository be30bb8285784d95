package main

import (
	"fmt"
	"sync"
)

func main() {
	adds := make(chan int)
	total := make(chan int)

	// The owner: nobody else sees n at all.
	go func() {
		n := 0
		for a := range adds {
			n += a
		}
		total <- n
	}()

	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { adds <- 1 })
	}
	wg.Wait()
	close(adds)
	fmt.Println("count:", <-total)
}
