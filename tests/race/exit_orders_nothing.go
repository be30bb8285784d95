// RACE x
// A goroutine's end and the time that passes order nothing.

package main

import "time"

func main() {
	x := 0
	go func() { x = 1 }()
	time.Sleep(time.Second)
	println(x)
}
