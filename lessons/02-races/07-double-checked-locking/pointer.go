package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

var (
	mu     sync.Mutex
	shared atomic.Pointer[int]
	opened int
)

func connection() *int {
	if c := shared.Load(); c != nil {
		return c
	}
	mu.Lock()
	defer mu.Unlock()
	if shared.Load() == nil {
		opened++
		shared.Store(new(int))
	}
	return shared.Load()
}

func main() {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { connection() })
	}
	wg.Wait()
	fmt.Println("opened", opened)
}
