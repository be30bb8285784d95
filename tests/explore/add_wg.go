// explore: relation=plain executions=144 outcomes=1
// explore: executions=6 outcomes=1
// explore: commute=1 executions=1 outcomes=1
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)


var (
	wg sync.WaitGroup
	x  atomic.Int32
)

func main() {
	wg.Add(3)
	for range 3 {
		go func() {
			x.Add(1)
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println(x.Load())
}
