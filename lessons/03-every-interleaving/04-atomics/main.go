package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type counter struct {
	n atomic.Int64
}

func (c *counter) add() {
	seen := c.n.Load()
	c.n.Store(seen + 1)
}

func main() {
	c := &counter{}

	var wg sync.WaitGroup
	for range 3 {
		wg.Go(c.add)
	}
	wg.Wait()
	fmt.Println("count:", c.n.Load())
}
