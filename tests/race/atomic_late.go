// RACE data
// What follows the store is not ordered.

package main

import (
	"runtime"
	"sync/atomic"
)

func main() {
	var ready atomic.Bool
	data := 0
	go func() {
		ready.Store(true)
		data = 42
	}()
	for !ready.Load() {
		runtime.Gosched()
	}
	println(data)
}
