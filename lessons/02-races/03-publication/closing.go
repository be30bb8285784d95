package main

import "fmt"

func main() {
	var greeting string
	ready := make(chan bool)

	go func() {
		greeting = "hello"
		close(ready)
	}()

	select {
	case <-ready:
		fmt.Println(greeting)
	default:
		fmt.Println("not yet")
	}
}
