// explore: N=2 relation=plain executions=2 leaking=2
// explore: N=3 relation=plain executions=3 leaking=3
// explore: N=3 executions=6 leaking=6
package main

import "sync"

const N = 2

var (
	mu sync.Mutex
	x  int
)

func main() {
	for range N {
		go func() {
			mu.Lock()
			x++
		}()
	}
}
