package main

import (
	"fmt"
	"sync"
)

var opened int

var connection = sync.OnceValue(func() *int {
	opened++
	return new(int)
})

func main() {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { connection() })
	}
	wg.Wait()
	fmt.Println("opened", opened)
}
