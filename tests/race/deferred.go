// RACE x
// Deferred calls are ordinary accesses.

package main

func main() {
	x := 0
	done := make(chan bool, 1)
	go func() {
		defer func() { done <- true }()
		defer func() { x++ }()
	}()
	x++
	<-done
}
