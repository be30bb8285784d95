// A spinning goroutine is preempted.
package main

import (
	"fmt"
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
	}
	fmt.Println(data)
}
