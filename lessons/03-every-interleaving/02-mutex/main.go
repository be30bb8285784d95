package main

import (
	"fmt"
	"sync"
)

type counter struct {
	n int
}

func (c *counter) add() {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
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
