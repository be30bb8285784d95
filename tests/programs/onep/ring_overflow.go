// More than 256 goroutines spill to the global queue.
package main

import (
	"sync"
)

func main() {
	var wg sync.WaitGroup
	order := []int{}
	for i := range 400 {
		wg.Go(func() { order = append(order, i) })
	}
	wg.Wait()
	for i, v := range order {
		print(v, " ")
		if i%20 == 19 {
			println()
		}
	}
}
