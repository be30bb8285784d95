// Readers share, writers do not.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var rw sync.RWMutex
	var wg sync.WaitGroup
	m := map[int]int{}
	for i := range 5 {
		wg.Go(func() {
			for j := range 50 {
				rw.Lock()
				m[i*50+j] = j
				rw.Unlock()
			}
		})
	}
	var reads atomic.Int64
	for range 5 {
		wg.Go(func() {
			for j := range 50 {
				rw.RLock()
				if v, ok := m[j]; !ok || v == j%50 {
					reads.Add(1)
				}
				rw.RUnlock()
			}
		})
	}
	wg.Wait()
	fmt.Println(len(m), reads.Load())
}
