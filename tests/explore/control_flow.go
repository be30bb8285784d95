// explore: N=2 executions=18
// explore: N=3 executions=90
// explore: N=5 executions=5160
package main

import "sync/atomic"

const N = 2

var x, y, z atomic.Int32

func main() {
	for range N {
		go func() { x.Load() }()
	}
	for range N {
		go func() { y.Store(1) }()
	}
	go func() {
		if y.Load() == 0 {
			z.Store(1)
		}
	}()
	go func() {
		if z.Load() == 1 && y.Load() == 0 {
			x.Store(1)
		}
	}()
}
