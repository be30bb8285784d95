// Rendezvous order of a sender and a receiver.
package main

import (
	"sync"
)

func main() {
	c := make(chan int)
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := range 4 {
			println("s", i)
			c <- i
			println("S", i)
		}
		close(c)
	})
	wg.Go(func() {
		for v := range c {
			println("r", v)
		}
	})
	wg.Wait()
}
