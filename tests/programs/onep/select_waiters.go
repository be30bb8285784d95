// Which waiter of a select runs.
package main

import (
	"runtime"
	"sync"
)

func main() {
	a, b := make(chan int), make(chan int)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			select {
			case v := <-a:
				println(i, "a", v)
			case v := <-b:
				println(i, "b", v)
			}
		})
	}
	runtime.Gosched()
	b <- 1
	a <- 2
	b <- 3
	wg.Wait()
}
