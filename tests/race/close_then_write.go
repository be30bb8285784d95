// RACE x
// What follows a close is not ordered with it.

package main

import "runtime"

func main() {
	c := make(chan int)
	x := 0
	go func() {
		close(c)
		x = 1
	}()
	<-c
	runtime.Gosched()
	println(x)
}
