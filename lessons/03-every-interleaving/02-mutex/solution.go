package main

import (
	"fmt"
	"sync"
)

type counter struct {
	mu sync.Mutex // Guards n.
	n  int
}

func (c *counter) add() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

func main() {
	c := &counter{}

	var wg sync.WaitGroup
	for range 3 {
		wg.Go(c.add)
	}
	wg.Wait()
	fmt.Println("count:", c.n)
}
