// A goroutine that waits on a channel of a timer, with a collection next, while another one collects.
package main

import (
	"runtime"
	"time"
)

func main() {
	const n = 2
	done := make(chan bool, n)
	empty := func(p *int) { _ = p }
	for i := 0; i < n; i++ {
		ms := i
		go func() {
			<-time.After(time.Duration(ms) * time.Millisecond)
			runtime.GC()
			var x int
			empty(&x) // x goes to the heap
			done <- true
		}()
	}
	for i := 0; i < n; i++ {
		<-done
	}
	println("collected twice")
}
