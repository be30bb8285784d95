// A select none of whose cases can go on.
package main

import (
	"fmt"
)

func main() {
	a, b := make(chan int), make(chan string)
	select {
	case v := <-a:
		fmt.Println(v)
	case b <- "x":
	}
}
