// NO RACE
// Since Go 1.22 each round has its own.

package main

import "sync"

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Go(func() { println(i) })
	}
	wg.Wait()
}
