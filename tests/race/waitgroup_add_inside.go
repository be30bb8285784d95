// RACE wg
// Add that nothing orders with Wait.

package main

import (
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	c := make(chan bool, 1)
	go func() {
		wg.Add(1)
		c <- true
		wg.Done()
	}()
	runtime.Gosched()
	wg.Wait()
	<-c
}
