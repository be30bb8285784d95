// RACE i
// One variable for all rounds.

package main

import "sync"

func main() {
	var wg sync.WaitGroup
	i := 0
	for i = 0; i < 3; i++ {
		wg.Go(func() { _ = i })
	}
	wg.Wait()
}
