// RACE *p
// What a map points to is not the map's business.

package main

import "sync"

func main() {
	var m sync.Map
	m.Store("k", new(int))
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			v, _ := m.Load("k")
			p := v.(*int)
			*p++
		})
	}
	wg.Wait()
}
