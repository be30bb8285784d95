// RACE x[2]
package main

import (
	"runtime"
	"unsafe"
)

// Neither touches x, but both say so.
func main() {
	var x [4]int
	done := make(chan bool)
	go func() {
		runtime.RaceWriteRange(unsafe.Pointer(&x), 32)
		close(done)
	}()
	runtime.RaceRead(unsafe.Pointer(&x[2]))
	<-done
}
