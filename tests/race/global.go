// RACE counter
// A lost update.

package main

import "sync"

var counter int

func main() {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { counter++ })
	}
	wg.Wait()
}
