// explore: N=4 executions=4
// explore: N=5 executions=5
package main

import "sync/atomic"

const N = 4

var x atomic.Int32

func main() {
	for i := range N {
		go func() { x.CompareAndSwap(0, int32(i)+1) }()
	}
}
