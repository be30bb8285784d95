package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var red, blue, last atomic.Int64

	var wg sync.WaitGroup
	wg.Go(func() {
		red.Add(1)
		red.Add(2)
		last.Store(1)
	})
	wg.Go(func() {
		blue.Add(1)
		blue.Add(2)
		last.Store(2)
	})
	wg.Wait()
	fmt.Println(red.Load(), blue.Load(), last.Load())
}
