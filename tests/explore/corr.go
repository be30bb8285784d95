// explore: executions=72
package main

import "sync/atomic"


var x atomic.Int32

func main() {
	go func() { x.Store(1) }()
	go func() { x.Store(2) }()
	for range 2 {
		go func() {
			x.Load()
			x.Load()
		}()
	}
}
