// RACE x
// A try that fails orders nothing.

package main

import (
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	x := 0
	done := make(chan bool, 1)
	go func() {
		x = 1
		mu.Lock()
		done <- true
	}()
	for mu.TryLock() {
		mu.Unlock()
		runtime.Gosched()
	}
	println(x)
	<-done
}
