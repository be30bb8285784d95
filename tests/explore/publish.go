// explore: executions=42
package main

import "sync/atomic"


var x, f atomic.Int32

func main() {
	go func() {
		x.Store(42)
		f.Store(1)
	}()
	go func() {
		for range 41 {
			if f.Load() == 1 {
				x.Load()
				return
			}
		}
	}()
}
