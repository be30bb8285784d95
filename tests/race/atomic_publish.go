// NO RACE
// Who sees an atomic store has its past.

package main

import (
	"runtime"
	"sync/atomic"
)

func main() {
	var ready atomic.Bool
	data := 0
	go func() {
		data = 42
		ready.Store(true)
	}()
	for !ready.Load() {
		runtime.Gosched()
	}
	println(data)
}
