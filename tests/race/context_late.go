// RACE x
// What follows cancel is not ordered.

package main

import (
	"context"
	"runtime"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	x := 0
	go func() {
		cancel()
		x = 1
	}()
	<-ctx.Done()
	runtime.Gosched()
	println(x)
}
