// A blocked select leaves all queues when one case wins.
package main

import (
	"fmt"
)

func main() {
	a, b := make(chan int), make(chan int)
	done := make(chan bool)
	go func() {
		select {
		case v := <-a:
			fmt.Println("a", v)
		case v := <-b:
			fmt.Println("b", v)
		}
		done <- true
	}()
	a <- 1
	<-done
	select {
	case b <- 2:
		fmt.Println("somebody still waits on b")
	default:
		fmt.Println("nobody waits on b")
	}
}
