// RACE x
// What follows AfterFunc is not ordered with the function.

package main

import "time"

func main() {
	x := 1
	time.AfterFunc(time.Millisecond, func() { x++ })
	x = 2
	time.Sleep(time.Second)
}
