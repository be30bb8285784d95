// explore: executions=3
package main

import "sync/atomic"


var x, y atomic.Int32

func main() {
	go func() {
		x.Store(1)
		y.Store(2)
	}()
	go func() {
		y.Store(1)
		x.Store(2)
	}()
}
