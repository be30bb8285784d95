// explore: executions=9 outcomes=3
package main

import (
	"fmt"
	"sync/atomic"
)

func main() {
	var f atomic.Bool
	go func() {
		fmt.Print("g")
		f.Store(true)
		fmt.Print("h")
	}()
	for !f.Load() {
	}
	fmt.Println("x")
}
