// Producers that send, and a consumer that receives all that they send.
package main

import "sync"

const threads, rounds = 2, 2

func main() {
	c := make(chan int, threads*rounds)
	var wg sync.WaitGroup
	for i := range threads {
		wg.Go(func() {
			for range rounds {
				c <- i
			}
		})
	}
	wg.Go(func() {
		sum := 0
		for range threads * rounds {
			sum += <-c
		}
		if sum != rounds*threads*(threads-1)/2 {
			panic("lost")
		}
	})
	wg.Wait()
}
