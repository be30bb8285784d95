// explore: N=2 executions=5
// explore: N=3 executions=13
// explore: N=4 executions=33
// explore: N=5 executions=81
// explore: N=6 executions=193
// explore: N=7 executions=449
// explore: N=8 executions=1025
// explore: N=9 executions=2305
package main

import "sync/atomic"

const N = 2

var x atomic.Int32

func main() {
	go func() { x.Store(2) }()
	for range N {
		go func() { x.CompareAndSwap(2, 3) }()
	}
}
