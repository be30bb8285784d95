// Senders are received from in order of arrival.
package main

import (
	"runtime"
	"sync"
)

func main() {
	c := make(chan int)
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Go(func() {
			c <- i
			println("sent", i)
		})
	}
	runtime.Gosched()
	for range 5 {
		println("received", <-c)
	}
	wg.Wait()
}
