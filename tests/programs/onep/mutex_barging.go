// The running goroutine takes the lock again before the waiter.
package main

import (
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	mu.Lock()
	wg.Go(func() {
		mu.Lock()
		println("waiter")
		mu.Unlock()
	})
	runtime.Gosched()
	for i := range 3 {
		mu.Unlock()
		mu.Lock()
		println("main", i)
	}
	mu.Unlock()
	wg.Wait()
}
