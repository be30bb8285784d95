// NO RACE
// Atomic operations never race with each other.

package main

import (
	"sync"
	"sync/atomic"
)

func main() {
	var n atomic.Int64
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { n.Add(1) })
	}
	wg.Wait()
	println(n.Load())
}
