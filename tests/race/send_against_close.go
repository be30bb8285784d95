// RACE c
// A close that nothing orders with a send.

package main

import "runtime"

func main() {
	c := make(chan int, 1)
	go func() {
		c <- 1
	}()
	runtime.Gosched()
	close(c)
}
