// RACE a
// What follows a send is not ordered with its receive.

package main

import "runtime"

func main() {
	c := make(chan int, 3)
	var a string
	go func() {
		c <- 1
		a = "hello"
	}()
	<-c
	runtime.Gosched()
	println(a)
}
