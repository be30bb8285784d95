package main

import (
	"fmt"
	"sync"
)

type counter struct {
	mu sync.RWMutex
	n  int
}

func (c *counter) add() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

func (c *counter) value() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.n
}

func main() {
	c := &counter{}

	var wg sync.WaitGroup
	for range 2 {
		wg.Go(c.add)
	}
	for range 2 {
		wg.Go(func() { c.value() })
	}
	wg.Wait()
	fmt.Println("count:", c.value())
}
