// A panic in a named function started with go.
package main

import (
	"fmt"
)

func work(id int, out chan<- int) {
	if id == 3 {
		var m map[int]int
		m[id] = id
	}
	out <- id
}

func main() {
	out := make(chan int)
	for i := 1; i <= 3; i++ {
		go work(i, out)
		if i < 3 {
			fmt.Println(<-out)
		}
	}
	<-out
}
