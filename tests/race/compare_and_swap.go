// NO RACE
// A spin lock.

package main

import (
	"runtime"
	"sync"
	"sync/atomic"
)

func main() {
	var lock atomic.Int32
	x := 0
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for !lock.CompareAndSwap(0, 1) {
				runtime.Gosched()
			}
			x++
			lock.Store(0)
		})
	}
	wg.Wait()
	println(x)
}
