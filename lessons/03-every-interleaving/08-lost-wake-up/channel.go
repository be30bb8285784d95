package main

import "fmt"

func main() {
	ready := make(chan bool)

	go func() {
		close(ready)
	}()

	<-ready
	fmt.Println("here we go")
}
