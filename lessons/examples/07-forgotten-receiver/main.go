package main

import "fmt"

// Three goroutines each want to hand over a number, and main waits until
// all three are done. But main only takes two of them.
func main() {
	numbers := make(chan int)
	done := make(chan bool)

	for i := 1; i <= 3; i++ {
		go func() {
			numbers <- i * 10
			done <- true
		}()
	}

	fmt.Println("got", <-numbers)
	fmt.Println("got", <-numbers)

	for range 3 {
		<-done // The third never comes: its sender still waits for a receiver.
	}
	fmt.Println("all done")
}
