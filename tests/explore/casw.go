// explore: N=2 executions=6
// explore: N=3 executions=66
// explore: N=4 executions=1200
// explore: N=5 executions=32880
package main

import "sync/atomic"

const N = 2

var x atomic.Int32

func main() {
	for i := range N {
		go func() {
			x.CompareAndSwap(0, 1)
			x.Store(int32(i) + 3)
		}()
	}
}
