// RACE b[0]
// Using what was given back.
// Real Go's detector does not tell: under it a pool drops a part of what it is given.

package main

import "sync"

func main() {
	var pool sync.Pool
	b := new([8]int)
	var wg sync.WaitGroup
	wg.Go(func() {
		if b, _ := pool.Get().(*[8]int); b != nil {
			b[0] = 2
		}
	})
	wg.Go(func() {
		pool.Put(b)
		b[0] = 1
	})
	wg.Wait()
}
