// explore: N=2 executions=6
// explore: N=4 executions=70
// explore: N=7 executions=3432
package main

import "sync"

const N = 2

var (
	mu    sync.Mutex
	full  bool
	value int
)

func main() {
	go func() {
		for i := range N {
			mu.Lock()
			if !full {
				value = i
				full = true
			}
			mu.Unlock()
		}
	}()
	go func() {
		for range N {
			mu.Lock()
			if full {
				_ = value
				full = false
			}
			mu.Unlock()
		}
	}()
}
