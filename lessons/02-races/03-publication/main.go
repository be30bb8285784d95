package main

import "fmt"

var (
	greeting string
	ready    bool
)

func main() {
	go func() {
		greeting = "hello"
		ready = true
	}()

	if ready {
		fmt.Println(greeting)
	} else {
		fmt.Println("not yet")
	}
}
