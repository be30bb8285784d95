package main

import (
	"fmt"
	"sync"
)

type ballot struct {
	mu    sync.Mutex
	votes []int
}

func (b ballot) vote(candidate int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.votes[candidate]++
}

func main() {
	b := ballot{votes: make([]int, 3)}

	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { b.vote(1) })
	}
	wg.Wait()
	fmt.Println("votes:", b.votes)
}
