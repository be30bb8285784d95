// NO RACE
// A try that succeeds is a lock.

package main

import "sync"

func main() {
	var mu sync.Mutex
	x := 0
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			if mu.TryLock() {
				x++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
}
