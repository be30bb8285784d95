// RACE e
// An interface is two words.

package main

func main() {
	var e any
	done := make(chan bool, 1)
	go func() {
		e = 1
		done <- true
	}()
	if _, ok := e.(string); ok {
		println("string")
	}
	<-done
}
