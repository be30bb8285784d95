package main

import (
	"fmt"
	"sync"
)

func main() {
	likes := 0

	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			seen := likes
			likes = seen + 1
		})
	}
	wg.Wait()
	fmt.Println("likes:", likes)
}
