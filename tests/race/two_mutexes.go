// RACE x
// Each has a lock of its own.

package main

import "sync"

func main() {
	var a, b sync.Mutex
	x := 0
	var wg sync.WaitGroup
	wg.Go(func() {
		a.Lock()
		x++
		a.Unlock()
	})
	wg.Go(func() {
		b.Lock()
		x++
		b.Unlock()
	})
	wg.Wait()
}
