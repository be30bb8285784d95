// Requests that carry their own answer channel.
package main

import (
	"fmt"
)

type request struct {
	n     int
	reply chan int
}

func main() {
	requests := make(chan request)
	go func() {
		for r := range requests {
			r.reply <- r.n * r.n
			close(r.reply)
		}
	}()
	for i := 1; i <= 3; i++ {
		r := request{i, make(chan int)}
		requests <- r
		fmt.Println(i, <-r.reply)
	}
	close(requests)
	cc := make(chan chan string, 1)
	inner := make(chan string, 1)
	cc <- inner
	inner <- "deep"
	fmt.Println(<-<-cc)
}
