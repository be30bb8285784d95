// RACE x
package main

import (
	"fmt"
	"runtime"
)

// The channel would order the two, but is not listened to.
func main() {
	var x int
	done := make(chan bool, 1)
	go func() {
		x = 1
		runtime.RaceDisable()
		done <- true
		runtime.RaceEnable()
	}()
	<-done
	fmt.Println(x)
}
