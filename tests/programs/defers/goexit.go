// Goexit runs deferred calls, and recover does not stop it.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer fmt.Println("deferred")
		defer func() { fmt.Println("recover gives", recover()) }()
		func() {
			runtime.Goexit()
		}()
		fmt.Println("never")
	}()
	<-done
	over := make(chan bool)
	go func() {
		defer close(over)
		defer func() {
			fmt.Println("after a panic", recover())
		}()
		defer runtime.Goexit()
		panic("cancelled by Goexit")
	}()
	<-over
	fmt.Println("main goes on")
}
