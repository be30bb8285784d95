package main

import (
	"fmt"
	"sync"
)

type flight struct {
	mu    sync.Mutex
	seats int
}

func (f *flight) free() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.seats > 0
}

func (f *flight) take() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seats--
}

func main() {
	f := &flight{seats: 1}

	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if f.free() {
				f.take()
			}
		})
	}
	wg.Wait()
	fmt.Println("seats left:", f.seats)
}
