// A buffer is a queue; len and cap; receive after close.
package main

import (
	"fmt"
)

func main() {
	c := make(chan string, 3)
	c <- "a"
	c <- "b"
	fmt.Println(len(c), cap(c), <-c)
	c <- "c"
	c <- "d"
	close(c)
	for range 4 {
		v, ok := <-c
		fmt.Printf("%q %v %d\n", v, ok, len(c))
	}
}
