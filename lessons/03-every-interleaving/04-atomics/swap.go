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
	for {
		seen := c.n.Load()
		if c.n.CompareAndSwap(seen, seen+1) {
			return
		}
	}
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
