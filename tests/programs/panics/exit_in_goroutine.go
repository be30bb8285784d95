// os.Exit in another goroutine.
package main

import (
	"fmt"
	"os"
)

func main() {
	go func() {
		fmt.Println("bye")
		os.Exit(3)
	}()
	select {}
}
