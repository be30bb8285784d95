// explore: executions=10 leaking=6
package main

import "sync/atomic"


var (
	flag [2]atomic.Int32
	turn atomic.Int32
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
			me, other := int32(i), int32(1-i)
			flag[me].Store(1)
			turn.Store(other)
			if flag[other].Load() == 1 {
				assume(turn.Load() != other)
			}
			x.Store(me)
			x.Load()
			flag[me].Store(0)
		}()
	}
}
