// A rendezvous hands over values in order.
package main

import (
	"fmt"
)

func main() {
	c := make(chan int)
	go func() {
		for i := range 5 {
			c <- i * i
		}
		close(c)
	}()
	for v := range c {
		fmt.Print(v, " ")
	}
	v, ok := <-c
	fmt.Println(v, ok, len(c), cap(c))
}
