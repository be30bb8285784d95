// Channel and value expressions are evaluated once, in order; targets only when taken.
package main

import (
	"fmt"
)

func main() {
	c := make(chan int, 1)
	d := make(chan int, 1)
	ch := func(n string, c chan int) chan int { fmt.Print(n, " "); return c }
	val := func(v int) int { fmt.Print("val", v, " "); return v }
	arr := []int{0, 0}
	at := func(i int) int { fmt.Print("at", i, " "); return i }
	d <- 5
	select {
	case ch("c", nil) <- val(1):
		fmt.Println("sent")
	case arr[at(1)] = <-ch("d", d):
		fmt.Println("received", arr)
	}
	select {
	case ch("send", c) <- val(2):
		fmt.Println(len(c))
	case <-ch("nil", nil):
	}
}
