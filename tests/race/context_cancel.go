// NO RACE
// cancel comes before Done is seen closed.

package main

import "context"

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	x := 0
	go func() {
		x = 1
		cancel()
	}()
	<-ctx.Done()
	println(x)
}
