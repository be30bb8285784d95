// explore: N=2 executions=4
// explore: N=3 executions=36
// explore: N=4 executions=576
package main

import "sync/atomic"

const N = 2

var x atomic.Int32

func main() {
	for range N {
		go func() { x.Store(x.Load() + 1) }()
	}
}
