package main

import (
	"fmt"
	"time"
)

// send puts three values into a channel and says when each has been accepted.
func send(name string, out chan<- int) {
	for i := 1; i <= 3; i++ {
		out <- i
		fmt.Println(name, "sent", i)
	}
	close(out)
}

func main() {
	direct := make(chan int)    // No buffer: a send waits for a receive.
	stored := make(chan int, 3) // Room for three: a send waits only when full.

	go send("direct", direct)
	go send("stored", stored)

	// Nobody receives for a while. Watch who gets on with their work.
	time.Sleep(10 * time.Millisecond)
	fmt.Println("-- now main receives --")

	for v := range direct {
		fmt.Println("direct gave", v)
	}
	for v := range stored {
		fmt.Println("stored gave", v)
	}
}
