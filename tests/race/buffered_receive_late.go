// RACE x
// With a buffer it does not.

package main

import "runtime"

func main() {
	c := make(chan int, 1)
	x := 0
	go func() {
		x = 1
		<-c
	}()
	c <- 0
	runtime.Gosched()
	println(x)
}
