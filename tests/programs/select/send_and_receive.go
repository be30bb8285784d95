// A select that both sends and receives.
package main

import (
	"fmt"
)

func main() {
	in, out := make(chan int), make(chan int)
	done := make(chan []int)
	go func() {
		var got []int
		for v := range out {
			got = append(got, v)
		}
		done <- got
	}()
	go func() {
		for i := range 5 {
			in <- i
		}
		close(in)
	}()
	var queue []int
	open := in
	for open != nil || len(queue) > 0 {
		var send chan int
		first := 0
		if len(queue) > 0 {
			send, first = out, queue[0]
		}
		select {
		case v, ok := <-open:
			if !ok {
				open = nil
				break
			}
			queue = append(queue, v)
		case send <- first:
			queue = queue[1:]
		}
	}
	close(out)
	fmt.Println(<-done)
}
