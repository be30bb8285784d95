// RACE x
// What follows a go statement is not ordered with its goroutine.

package main

func main() {
	x := 1
	done := make(chan bool)
	go func() {
		x++
		done <- true
	}()
	x = 2
	<-done
}
