// explore: N=2 executions=6
// explore: N=3 executions=24
// explore: N=4 executions=120
// explore: N=4 commute=1 executions=16
package main

import "sync/atomic"

const N = 2

var x atomic.Int32

func main() {
	go func() { x.Store(42) }()
	for range N {
		go func() { x.Add(1) }()
	}
}
