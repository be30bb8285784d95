// explore: N=5 executions=720
package main

import "sync/atomic"

const N = 5

var x atomic.Int32

func main() {
	go func() { x.Load() }()
	for i := range N {
		go func() { x.Store(int32(i)) }()
	}
}
