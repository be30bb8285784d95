package main

import (
	"fmt"
	"runtime"
)

var stock = 2

// order takes one item off the stock, if there is one.
func order(customer string, done chan<- bool) {
	left := stock // Read ...
	if left > 0 {
		runtime.Gosched() // ... let the others run for a moment ...
		stock = left - 1  // ... and write what is no longer true.
		fmt.Println(customer, "gets one")
	} else {
		fmt.Println(customer, "comes too late")
	}
	done <- true
}

func main() {
	done := make(chan bool)
	customers := []string{"Ada", "Grace", "Barbara"}
	for _, c := range customers {
		go order(c, done)
	}
	for range customers {
		<-done
	}
	fmt.Println("stock:", stock)
}
