// RACE s[2]
// Both append to one array.

package main

import "sync"

func main() {
	s := make([]int, 2, 8)
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() { _ = append(s, i) })
	}
	wg.Wait()
}
