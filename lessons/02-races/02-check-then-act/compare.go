package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var seats atomic.Int64
	seats.Store(1)

	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for n := seats.Load(); n > 0; n = seats.Load() {
				if seats.CompareAndSwap(n, n-1) {
					return
				}
			}
		})
	}
	wg.Wait()
	fmt.Println("seats left:", seats.Load())
}
