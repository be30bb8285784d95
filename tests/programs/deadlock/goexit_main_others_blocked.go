// main leaves by Goexit while another goroutine is stuck.
package main

import (
	"runtime"
	"time"
)

func main() {
	c := make(chan int)
	go func() {
		<-c
	}()
	time.Sleep(time.Millisecond)
	runtime.Goexit()
}
