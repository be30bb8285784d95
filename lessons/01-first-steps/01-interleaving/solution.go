package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			fmt.Println("hello from", i)
		})
		wg.Wait() // One at a time: nobody else can come between.
	}
	fmt.Println("bye")
}
