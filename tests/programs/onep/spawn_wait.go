// The last spawned runs first, the others in order.
package main

import (
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Go(func() { println(i) })
	}
	wg.Wait()
}
