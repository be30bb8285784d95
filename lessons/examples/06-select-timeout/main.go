package main

import (
	"fmt"
	"time"
)

// ask answers after some time. The channel has room for the answer, so the
// goroutine can finish even when nobody waits for it any more. Take the 1
// away and every late answer leaves a goroutine behind for ever.
func ask(question string, takes time.Duration) <-chan string {
	answer := make(chan string, 1)
	go func() {
		time.Sleep(takes)
		answer <- "the answer to " + question
	}()
	return answer
}

func main() {
	for i, takes := range []time.Duration{10, 30, 50} {
		question := fmt.Sprint("question ", i+1)
		select {
		case a := <-ask(question, takes*time.Millisecond):
			fmt.Println(a)
		case <-time.After(40 * time.Millisecond):
			fmt.Println(question, "took too long")
		}
	}
}
