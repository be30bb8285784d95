package main

import (
	"fmt"
	"sync"
)

type flight struct {
	mu    sync.Mutex
	seats int
}

// book takes a seat if there is one, and says whether it did.
func (f *flight) book() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.seats == 0 {
		return false
	}
	f.seats--
	return true
}

func main() {
	f := &flight{seats: 1}

	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { f.book() })
	}
	wg.Wait()
	fmt.Println("seats left:", f.seats)
}
