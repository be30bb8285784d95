// RACE c.n
// Writers lock, the reader does not.

package main

import "sync"

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) inc() {
	c.mu.Lock()
	c.n++
	c.mu.Unlock()
}

func main() {
	s := new(counter)
	var wg sync.WaitGroup
	wg.Go(s.inc)
	wg.Go(func() { println(s.n) })
	wg.Wait()
}
