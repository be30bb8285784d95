// Exactly the one ready case is taken.
package main

import (
	"fmt"
)

func main() {
	a, b, c := make(chan int, 1), make(chan string, 1), make(chan bool)
	for i := range 3 {
		switch i {
		case 0:
			a <- 7
		case 1:
			b <- "x"
		case 2:
			close(c)
		}
		select {
		case v := <-a:
			fmt.Println("a", v)
		case s, ok := <-b:
			fmt.Println("b", s, ok)
		case _, ok := <-c:
			fmt.Println("c", ok)
		}
	}
}
