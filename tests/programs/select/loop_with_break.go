// break leaves the select, a label leaves the loop.
package main

import (
	"fmt"
)

func main() {
	c := make(chan int)
	quit := make(chan bool)
	go func() {
		for i := range 5 {
			c <- i
		}
		close(quit)
	}()
	n := 0
loop:
	for {
		select {
		case v := <-c:
			if v == 2 {
				break
			}
			n += v
		case <-quit:
			break loop
		}
	}
	fmt.Println(n)
}
