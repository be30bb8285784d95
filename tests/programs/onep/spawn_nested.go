// Each spawns another.
package main

import (
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			println(i)
			wg.Go(func() { println(i, "nested") })
		})
	}
	wg.Wait()
}
