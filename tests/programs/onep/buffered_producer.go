// A producer fills the buffer before the consumer runs.
package main

import (
	"sync"
)

func main() {
	c := make(chan int, 2)
	var wg sync.WaitGroup
	wg.Go(func() {
		for v := range c {
			println("got", v)
		}
	})
	for i := range 6 {
		println("put", i)
		c <- i
	}
	close(c)
	wg.Wait()
}
