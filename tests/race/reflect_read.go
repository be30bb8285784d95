// RACE v.A
// Reflection reads it.

package main

import "reflect"

type pair struct{ A, B int }

func main() {
	v := pair{1, 2}
	done := make(chan bool, 1)
	go func() {
		println(reflect.ValueOf(&v).Elem().Field(0).Int())
		done <- true
	}()
	v.A = 2
	<-done
}
