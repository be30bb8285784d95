// RACE ready
// The condition changes without the lock.

package main

import (
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	ready := false
	done := make(chan bool)
	go func() {
		mu.Lock()
		for !ready {
			c.Wait()
		}
		mu.Unlock()
		done <- true
	}()
	runtime.Gosched()
	ready = true
	c.Signal()
	<-done
}
