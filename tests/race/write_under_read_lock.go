// RACE x
// Readers do not exclude each other.

package main

import "sync"

func main() {
	var mu sync.RWMutex
	x := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			mu.RLock()
			x++
			mu.RUnlock()
		})
	}
	wg.Wait()
}
