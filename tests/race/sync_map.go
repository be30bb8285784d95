// NO RACE
// A store comes before the load that finds it.

package main

import (
	"runtime"
	"sync"
)

func main() {
	var m sync.Map
	go func() {
		v := []int{1, 2, 3}
		m.Store("k", &v)
	}()
	for {
		if v, ok := m.Load("k"); ok {
			println((*v.(*[]int))[1])
			return
		}
		runtime.Gosched()
	}
}
