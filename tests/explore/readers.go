// explore: N=2 executions=4
// explore: N=8 executions=256
// explore: N=13 executions=8192
package main

import "sync/atomic"

const N = 2

var x atomic.Int32

func main() {
	go func() { x.Store(42) }()
	for range N {
		go func() { x.Load() }()
	}
}
