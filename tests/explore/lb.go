// explore: executions=3
package main

import "sync/atomic"


var x, y atomic.Int32

func main() {
	go func() {
		x.Load()
		y.Store(1)
	}()
	go func() {
		y.Load()
		x.Store(1)
	}()
}
