// explore: N=4 executions=576
package main

import "sync/atomic"

const N = 4

var x, y atomic.Int32

func main() {
	for range N {
		go func() {
			x.Add(1)
			y.Add(1)
		}()
	}
}
