// NO RACE
package main

import (
	"fmt"
	"runtime"
	"unsafe"
)

// What the program itself says orders the two, and nothing else does.
func main() {
	var x, object int
	done := make(chan bool, 1)
	go func() {
		x = 1
		runtime.RaceReleaseMerge(unsafe.Pointer(&object))
		runtime.RaceDisable()
		done <- true
	}()
	runtime.RaceDisable()
	<-done
	runtime.RaceEnable()
	runtime.RaceAcquire(unsafe.Pointer(&object))
	fmt.Println(x, runtime.RaceErrors())
}
