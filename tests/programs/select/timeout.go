// The clock as a competitor.
package main

import (
	"fmt"
	"time"
)

func main() {
	slow := make(chan int)
	select {
	case <-slow:
		fmt.Println("never")
	case <-time.After(5 * time.Millisecond):
		fmt.Println("timeout")
	}
	quick := make(chan int, 1)
	quick <- 1
	select {
	case v := <-quick:
		fmt.Println("value", v)
	case <-time.After(time.Hour):
		fmt.Println("never")
	}
}
