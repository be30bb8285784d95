package main

import (
	"fmt"
	"sync"
)

var (
	mu     sync.Mutex
	shared *int
	opened int
)

func connection() *int {
	if shared == nil {
		mu.Lock()
		defer mu.Unlock()
		if shared == nil {
			opened++
			shared = new(int)
		}
	}
	return shared
}

func main() {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { connection() })
	}
	wg.Wait()
	fmt.Println("opened", opened)
}
