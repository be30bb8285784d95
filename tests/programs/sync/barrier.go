// A reusable barrier of mutex and condition.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type barrier struct {
	mu            sync.Mutex
	c             *sync.Cond
	n, count, gen int
}

func (b *barrier) wait() {
	b.mu.Lock()
	defer b.mu.Unlock()
	gen := b.gen
	b.count++
	if b.count == b.n {
		b.gen++
		b.count = 0
		b.c.Broadcast()
		return
	}
	for gen == b.gen {
		b.c.Wait()
	}
}

func main() {
	b := &barrier{n: 4}
	b.c = sync.NewCond(&b.mu)
	var phase [4]atomic.Int32
	var wg sync.WaitGroup
	bad := atomic.Bool{}
	for i := range 4 {
		wg.Go(func() {
			for p := range int32(10) {
				phase[i].Store(p)
				b.wait()
				for j := range phase {
					if phase[j].Load() < p {
						bad.Store(true)
					}
				}
				b.wait()
			}
		})
	}
	wg.Wait()
	fmt.Println(bad.Load(), b.gen)
}
