// RACE n
// A plain access races with an atomic one.

package main

import (
	"sync"
	"sync/atomic"
)

func main() {
	var n int64
	var wg sync.WaitGroup
	wg.Go(func() { atomic.AddInt64(&n, 1) })
	wg.Go(func() { n++ })
	wg.Wait()
}
