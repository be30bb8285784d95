// RACE x
// A default orders nothing.

package main

import "runtime"

func main() {
	c := make(chan int, 1)
	x := 0
	go func() {
		x = 1
		c <- 1
	}()
	runtime.Gosched()
	select {
	case <-make(chan int):
	default:
	}
	println(x)
	<-c
}
