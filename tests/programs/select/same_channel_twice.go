// One channel in several cases.
package main

import (
	"fmt"
)

func main() {
	c := make(chan int, 1)
	n := [2]int{}
	for range 400 {
		select {
		case c <- 1:
			n[0]++
			<-c
		case c <- 2:
			n[1]++
			<-c
		}
	}
	fmt.Println(n[0]+n[1], n[0] > 50, n[1] > 50)
	d := make(chan int)
	go func() {
		select {
		case d <- 1:
		case d <- 1:
		}
	}()
	select {
	case v := <-d:
		fmt.Println(v)
	case v := <-d:
		fmt.Println(v)
	}
}
