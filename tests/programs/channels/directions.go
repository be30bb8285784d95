// Send-only and receive-only views of one channel.
package main

import (
	"fmt"
)

func gen(n int) <-chan int {
	c := make(chan int, n)
	fill(c, n)
	return c
}

func fill(c chan<- int, n int) {
	for i := range n {
		c <- i
	}
	close(c)
}

func main() {
	c := gen(4)
	fmt.Println(len(c), cap(c))
	sum := 0
	for v := range c {
		sum += v
	}
	fmt.Printf("%d %T %T\n", sum, c, (chan<- int)(nil))
}
