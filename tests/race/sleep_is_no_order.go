// RACE x
// Time is not synchronisation.

package main

import "time"

func main() {
	x := 0
	go func() {
		time.Sleep(time.Millisecond)
		x = 1
	}()
	time.Sleep(time.Second)
	println(x)
}
