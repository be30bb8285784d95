// explore: N=1 executions=12
// explore: N=2 executions=90
// explore: N=3 executions=560
package main

import "sync/atomic"

const N = 1

var x atomic.Int32

func main() {
	for i := range int32(2) {
		go func() {
			for range N {
				x.Store(i + 1)
			}
		}()
	}
	go func() {
		x.Load()
		x.Load()
	}()
}
