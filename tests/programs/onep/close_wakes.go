// Closing readies receivers in reverse order of arrival.
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
			<-c
			println(i)
		})
	}
	runtime.Gosched()
	println("close")
	close(c)
	wg.Wait()
}
