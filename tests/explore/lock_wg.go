// explore: N=3 relation=coarse executions=720 outcomes=3
// explore: N=3 relation=plain executions=144 outcomes=3
// explore: N=3 executions=6 outcomes=3
// explore: N=4 executions=24 outcomes=4
package main

import (
	"fmt"
	"sync"
)

const N = 3

var (
	mu sync.Mutex
	wg sync.WaitGroup
	x  int
)

func main() {
	wg.Add(N)
	for i := range N {
		go func() {
			mu.Lock()
			x = i
			mu.Unlock()
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println(x)
}
