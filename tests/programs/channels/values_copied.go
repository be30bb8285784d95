// What is sent is copied at the send.
package main

import (
	"fmt"
)

type T struct {
	a [3]int
	s []int
}

func main() {
	c := make(chan T, 2)
	t := T{[3]int{1, 2, 3}, []int{1}}
	c <- t
	t.a[0] = 100
	t.s[0] = 100
	c <- t
	fmt.Println(<-c, <-c)
	e := make(chan struct{}, 2)
	e <- struct{}{}
	fmt.Println(len(e), <-e)
	i := make(chan any, 3)
	i <- 1
	i <- "two"
	i <- nil
	fmt.Println(<-i, <-i, <-i)
	f := make(chan func() int, 1)
	f <- func() int { return 7 }
	fmt.Println((<-f)())
}
