// NO RACE
// Publication through an atomic pointer.

package main

import (
	"runtime"
	"sync/atomic"
)

func main() {
	var p atomic.Pointer[[]int]
	go func() {
		list := []int{1, 2, 3}
		p.Store(&list)
	}()
	for p.Load() == nil {
		runtime.Gosched()
	}
	println((*p.Load())[2])
}
