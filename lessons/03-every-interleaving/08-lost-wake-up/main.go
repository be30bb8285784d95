package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	var ready atomic.Bool

	go func() {
		ready.Store(true)
		cond.Signal()
	}()

	mu.Lock()
	for !ready.Load() {
		cond.Wait()
	}
	mu.Unlock()
	fmt.Println("here we go")
}
