package main

import (
	"fmt"
	"sync/atomic"
)

var (
	greeting string
	ready    atomic.Bool
)

func main() {
	go func() {
		greeting = "hello"
		ready.Store(true)
	}()

	if ready.Load() {
		fmt.Println(greeting)
	} else {
		fmt.Println("not yet")
	}
}
