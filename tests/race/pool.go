// NO RACE
// Put comes before the Get that returns the same.

package main

import "sync"

func main() {
	pool := sync.Pool{New: func() any { return new([8]int) }}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			b := pool.Get().(*[8]int)
			b[0]++
			pool.Put(b)
		})
	}
	wg.Wait()
}
