// explore: executions=3
package main

import "sync/atomic"


var x, f atomic.Int32

func main() {
	go func() {
		x.Store(1)
		f.Store(1)
	}()
	go func() {
		f.Load()
		x.Load()
	}()
}
