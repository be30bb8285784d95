package main

import (
	"fmt"
	"runtime"
	"sync"
)

// Adding one takes three steps: read, add, write. The Gosched between them
// only invites what may happen anyway: another goroutine runs in the middle.

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) careless() {
	n := c.n
	runtime.Gosched()
	c.n = n + 1
}

func (c *counter) careful() {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := c.n
	runtime.Gosched()
	c.n = n + 1
}

func main() {
	var a, b counter
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for range 2 {
				a.careless()
				b.careful()
			}
		})
	}
	wg.Wait()
	fmt.Println("without a lock:", a.n, "of 6")
	fmt.Println("with a lock:   ", b.n, "of 6")
}
