// Sixteen producers and one select.
package main

import (
	"fmt"
)

func main() {
	var cs [4]chan int
	for i := range cs {
		cs[i] = make(chan int)
		for j := range 4 {
			go func() {
				for k := range 5 {
					cs[i] <- i*100 + j*10 + k
				}
			}()
		}
	}
	sum := 0
	var counts [4]int
	for range 80 {
		var v int
		select {
		case v = <-cs[0]:
		case v = <-cs[1]:
		case v = <-cs[2]:
		case v = <-cs[3]:
		}
		counts[v/100]++
		sum += v
	}
	fmt.Println(counts, sum)
}
