// RACE s[3]
// The same element.

package main

import "sync"

func main() {
	s := make([]int, 8)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { s[3]++ })
	}
	wg.Wait()
}
