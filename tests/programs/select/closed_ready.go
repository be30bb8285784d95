// A closed channel is always ready.
package main

import (
	"fmt"
)

func main() {
	c := make(chan int)
	close(c)
	zeros := 0
	for range 10 {
		select {
		case v, ok := <-c:
			if v == 0 && !ok {
				zeros++
			}
		}
	}
	fmt.Println(zeros)
	func() {
		defer func() { fmt.Println(recover()) }()
		select {
		case c <- 1:
		default:
			fmt.Println("not chosen: a send on a closed channel is ready to panic")
		}
	}()
}
