// RACE n
// One byte of the eight.
// Real Go's detector does not tell: of a number it looks at the first byte only.

package main

import "unsafe"

func main() {
	var n uint64
	b := (*byte)(unsafe.Add(unsafe.Pointer(&n), 3))
	done := make(chan bool, 1)
	go func() {
		*b = 1
		done <- true
	}()
	println(n)
	<-done
}
