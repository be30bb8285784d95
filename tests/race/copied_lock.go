// RACE s.n
// Each goroutine locks a copy.

package main

import "sync"

type state struct {
	mu sync.Mutex
	n  int
}

func add(copy state, s *state, wg *sync.WaitGroup) {
	copy.mu.Lock()
	s.n++
	copy.mu.Unlock()
	wg.Done()
}

func main() {
	s := &state{}
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go add(*s, s, &wg)
	}
	wg.Wait()
}
