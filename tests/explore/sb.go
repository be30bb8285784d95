// explore: N=2 executions=3
// explore: N=3 executions=7
// explore: N=4 executions=15
package main

import "sync/atomic"

const N = 2

var x [N]atomic.Int32

func main() {
	for i := range N {
		go func() {
			x[i].Store(1)
			x[(i+1)%N].Load()
		}()
	}
}
