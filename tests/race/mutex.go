// NO RACE
// An unlock comes before every later lock.

package main

import "sync"

func main() {
	var mu sync.Mutex
	x := 0
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			x++
		})
	}
	wg.Wait()
	println(x)
}
