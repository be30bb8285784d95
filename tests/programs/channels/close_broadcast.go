// Closing wakes every receiver.
package main

import (
	"fmt"
)

func main() {
	start := make(chan struct{})
	got := make(chan int, 5)
	for i := range 5 {
		go func() {
			_, ok := <-start
			if !ok {
				got <- i
			}
		}()
	}
	close(start)
	sum := 0
	for range 5 {
		sum += <-got
	}
	fmt.Println(sum)
}
