// explore: executions=103 leaking=97
package main

import "sync/atomic"


var (
	flag [2]atomic.Int32
	x    atomic.Int32
)

func assume(ok bool) {
	if !ok {
		select {}
	}
}

func main() {
	for i := range 2 {
		go func() {
			me, other := &flag[i], &flag[1-i]
			me.Store(1)
			assume(other.Load() < 3)
			me.Store(3)
			if other.Load() == 1 {
				me.Store(2)
				assume(other.Load() == 4)
			}
			me.Store(4)
			assume(other.Load() < 2)
			x.Store(int32(i))
			x.Load()
			x.Load()
			if other.Load() >= 2 {
				assume(other.Load() > 3)
			}
			me.Store(0)
		}()
	}
}
