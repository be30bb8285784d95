// NO RACE
// Starting a timer comes before its value is received.

package main

import "time"

func main() {
	x := 0
	var t *time.Timer
	ready := make(chan bool)
	go func() {
		x = 1
		t = time.NewTimer(time.Millisecond)
		ready <- true
	}()
	<-ready
	<-t.C
	println(x)
}
