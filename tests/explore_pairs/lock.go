// Goroutines that lock, increment and unlock.
package main

import "sync"

const threads, rounds = 4, 1

func main() {
	var m sync.Mutex
	var wg sync.WaitGroup
	x := 0
	for range threads {
		wg.Go(func() {
			for range rounds {
				m.Lock()
				x++
				m.Unlock()
			}
		})
	}
	wg.Wait()
	if x != threads*rounds {
		panic("lost")
	}
}
