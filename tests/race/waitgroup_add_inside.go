// RACE wg
// Add that nothing orders with Wait.

package main

import (
	"runtime"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	go func() {
		wg.Add(1)
		time.Sleep(time.Millisecond)
		wg.Done()
	}()
	runtime.Gosched()
	wg.Wait()
}
