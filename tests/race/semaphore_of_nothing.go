// RACE x
// Slots of elements without bytes are slots too.
// Real Go's detector does not tell: it has one slot for all elements without bytes.

package main

import (
	"runtime"
	"sync"
)

func main() {
	limit := make(chan struct{}, 2)
	x := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			limit <- struct{}{}
			x++
			runtime.Gosched()
			<-limit
		})
	}
	wg.Wait()
}
