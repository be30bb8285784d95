// NO RACE
// Two bytes of one word.

package main

import "unsafe"

func main() {
	var n uint64
	done := make(chan bool, 1)
	go func() {
		*(*byte)(unsafe.Pointer(&n)) = 1
		done <- true
	}()
	*(*byte)(unsafe.Add(unsafe.Pointer(&n), 1)) = 1
	<-done
	println(n)
}
