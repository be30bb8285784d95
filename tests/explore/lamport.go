// explore: executions=32 leaking=16
package main

import "sync/atomic"


var (
	b    [3]atomic.Int32
	x, y atomic.Int32
)

func assume(ok bool) {
	if !ok {
		select {}
	}
}

func enter(me int32) {
	for {
		b[me].Store(1)
		x.Store(me)
		if y.Load() != 0 {
			b[me].Store(0)
			assume(y.Load() == 0)
			continue
		}
		y.Store(me)
		if x.Load() == me {
			return
		}
		b[me].Store(0)
		assume(b[1].Load() == 0)
		assume(b[2].Load() == 0)
		if y.Load() == me {
			return
		}
		assume(y.Load() == 0)
	}
}

func main() {
	for i := range 2 {
		go func() {
			me := int32(i) + 1
			enter(me)
			y.Store(0)
			b[me].Store(0)
		}()
	}
}
