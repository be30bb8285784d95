// A select with a default never waits.
package main

import (
	"fmt"
)

func main() {
	c := make(chan int, 1)
	try := func() string {
		select {
		case v := <-c:
			return fmt.Sprint("got ", v)
		default:
			return "empty"
		}
	}
	put := func(v int) bool {
		select {
		case c <- v:
			return true
		default:
			return false
		}
	}
	fmt.Println(try(), put(1), put(2), try(), try())
	var n chan int
	select {
	case <-n:
	case n <- 1:
	default:
		fmt.Println("nil channels are never ready")
	}
}
