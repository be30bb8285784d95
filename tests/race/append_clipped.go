// NO RACE
// Each gets an array of its own.

package main

import "sync"

func main() {
	s := make([]int, 2, 8)
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() { _ = append(s[:2:2], i) })
	}
	wg.Wait()
}
