// Broadcast readies waiters in order.
package main

import (
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Go(func() {
			mu.Lock()
			cond.Wait()
			println(i)
			mu.Unlock()
		})
	}
	runtime.Gosched()
	mu.Lock()
	println("bc")
	cond.Broadcast()
	mu.Unlock()
	wg.Wait()
}
