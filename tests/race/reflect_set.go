// RACE x
// Reflection writes the same memory.

package main

import "reflect"

func main() {
	x := 0
	done := make(chan bool, 1)
	go func() {
		reflect.ValueOf(&x).Elem().SetInt(1)
		done <- true
	}()
	x = 2
	<-done
}
