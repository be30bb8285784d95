// NO RACE
// cancel comes before what AfterFunc runs.

package main

import "context"

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	x := 0
	done := make(chan bool)
	context.AfterFunc(ctx, func() {
		x++
		done <- true
	})
	x = 1
	cancel()
	<-done
	println(x)
}
