// explore: executions=15
package main

import "sync/atomic"


var x, y atomic.Int32

func main() {
	go func() { x.Store(1) }()
	go func() { y.Store(1) }()
	go func() {
		x.Load()
		y.Load()
	}()
	go func() {
		y.Load()
		x.Load()
	}()
}
