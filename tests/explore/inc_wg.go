// explore: N=2 relation=plain executions=24 outcomes=2
// explore: N=3 relation=plain executions=864 outcomes=3
// explore: N=2 executions=4
// explore: N=3 executions=36
// explore: N=4 executions=576
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

const N = 2

var (
	wg sync.WaitGroup
	x  atomic.Int32
)

func main() {
	wg.Add(N)
	for range N {
		go func() {
			x.Store(x.Load() + 1)
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println(x.Load())
}
