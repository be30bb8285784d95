// All waiters of a wait group, in order.
package main

import (
	"runtime"
	"sync"
)

func main() {
	var wg, all sync.WaitGroup
	wg.Add(1)
	for i := range 4 {
		all.Go(func() {
			wg.Wait()
			println(i)
		})
	}
	runtime.Gosched()
	println("done")
	wg.Done()
	all.Wait()
}
