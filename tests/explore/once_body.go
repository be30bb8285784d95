// explore: N=2 executions=4 outcomes=2
// explore: N=3 executions=6 outcomes=3
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

const N = 2

var (
	once sync.Once
	wg   sync.WaitGroup
	x    atomic.Int32
)

// Whoever comes first (N ways) stores; somebody else reads, before or after (2 ways).
func main() {
	wg.Add(N + 1)
	for i := range N {
		go func() {
			once.Do(func() { x.Store(int32(i) + 1) })
			wg.Done()
		}()
	}
	go func() {
		_ = x.Load()
		wg.Done()
	}()
	wg.Wait()
	fmt.Println(x.Load())
}
