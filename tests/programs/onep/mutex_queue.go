// Waiters of a mutex get it in order.
package main

import (
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	mu.Lock()
	for i := range 5 {
		wg.Go(func() {
			mu.Lock()
			println(i)
			mu.Unlock()
		})
	}
	runtime.Gosched()
	println("unlock")
	mu.Unlock()
	wg.Wait()
}
