// explore: N=1 executions=3
// explore: N=2 executions=19
// explore: N=3 executions=141
package main

import "sync/atomic"

const N = 1

var x, y atomic.Int64

func main() {
	x.Store(1)
	y.Store(1)
	go func() {
		for range N {
			a := x.Load()
			b := y.Load()
			x.Store(a + b)
		}
	}()
	go func() {
		for range N {
			a := x.Load()
			b := y.Load()
			y.Store(a + b)
		}
	}()
}
