// NO RACE
// Readers and writers exclude each other.

package main

import "sync"

func main() {
	var mu sync.RWMutex
	x := 0
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			if i%2 == 0 {
				mu.Lock()
				x++
				mu.Unlock()
			} else {
				mu.RLock()
				_ = x
				mu.RUnlock()
			}
		})
	}
	wg.Wait()
}
