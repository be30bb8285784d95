// NO RACE
// One goroutine owns the counter.

package main

import "sync"

func main() {
	add, get := make(chan int), make(chan int)
	go func() {
		n := 0
		for {
			select {
			case d := <-add:
				n += d
			case get <- n:
			}
		}
	}()
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { add <- 2 })
	}
	wg.Wait()
	println(<-get)
}
