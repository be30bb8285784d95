// A growing chain of filters.
package main

import (
	"fmt"
)

func main() {
	ch := make(chan int)
	go func() {
		for i := 2; ; i++ {
			ch <- i
		}
	}()
	for range 25 {
		p := <-ch
		fmt.Print(p, " ")
		next := make(chan int)
		go func(in <-chan int) {
			for {
				if n := <-in; n%p != 0 {
					next <- n
				}
			}
		}(ch)
		ch = next
	}
	fmt.Println()
}
