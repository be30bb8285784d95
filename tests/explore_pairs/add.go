// Goroutines that add to an atomic.
package main

import (
	"sync"
	"sync/atomic"
)

const threads, rounds = 3, 1

func main() {
	var x atomic.Int64
	var wg sync.WaitGroup
	for range threads {
		wg.Go(func() {
			for range rounds {
				x.Add(1)
			}
		})
	}
	wg.Wait()
	if x.Load() != threads*rounds {
		panic("lost")
	}
}
