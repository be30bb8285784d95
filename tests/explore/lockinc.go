// explore: N=2 executions=2
// explore: N=3 executions=6
// explore: N=4 executions=24
// explore: N=5 executions=120
// explore: N=6 executions=720
// explore: N=7 executions=5040
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
			mu.Unlock()
		}()
	}
}
