// RACE x
package main

import (
	"fmt"
	"runtime"
)

// Even a go statement orders nothing then.
func main() {
	x := 0
	done := make(chan bool)
	runtime.RaceDisable()
	x = 1
	go func() {
		x++
		close(done)
	}()
	runtime.RaceEnable()
	<-done
	fmt.Println(x)
}
