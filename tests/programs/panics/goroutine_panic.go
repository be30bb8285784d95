// A panic in a goroutine ends the program.
package main

import (
	"fmt"
)

func main() {
	done := make(chan bool)
	go func() {
		defer fmt.Println("deferred in goroutine")
		panic("boom")
	}()
	<-done
}
