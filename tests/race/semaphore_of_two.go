// RACE x
// Two at a time is one too many.

package main

import (
	"runtime"
	"sync"
)

func main() {
	limit := make(chan int, 2)
	x := 0
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			limit <- 1
			x++
			runtime.Gosched()
			<-limit
		})
	}
	wg.Wait()
}
