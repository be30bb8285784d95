// Round robin through the global queue.
package main

import (
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			for k := range 3 {
				println(i, k)
				runtime.Gosched()
			}
		})
	}
	wg.Wait()
}
