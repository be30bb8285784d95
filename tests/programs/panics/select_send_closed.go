// A select that picks a send on a closed channel.
package main

import (
	"fmt"
)

func main() {
	c := make(chan int)
	close(c)
	select {
	case c <- 1:
		fmt.Println("sent")
	}
}
