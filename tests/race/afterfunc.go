// NO RACE
// AfterFunc comes before its function.

package main

import "time"

func main() {
	x := 1
	done := make(chan bool)
	x = 2
	time.AfterFunc(time.Millisecond, func() {
		x++
		done <- true
	})
	<-done
	println(x)
}
