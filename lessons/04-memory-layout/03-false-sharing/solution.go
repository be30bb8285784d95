package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"unsafe"
)

type counters struct {
	hits   atomic.Int64
	_      [56]byte // The rest of a cache line.
	misses atomic.Int64
}

func main() {
	c := new(counters)

	var wg sync.WaitGroup
	wg.Go(func() {
		for range 3 {
			c.hits.Add(1)
		}
	})
	wg.Go(func() {
		for range 3 {
			c.misses.Add(1)
		}
	})
	wg.Wait()
	fmt.Println(c.hits.Load(), "hits,", c.misses.Load(), "misses")

	// A cache line is 64 bytes, and begins at an address that 64 divides.
	first := uintptr(unsafe.Pointer(&c.hits)) / 64
	second := uintptr(unsafe.Pointer(&c.misses)) / 64
	fmt.Println("same cache line:", first == second)
}
