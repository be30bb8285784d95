package main

import (
	"fmt"
	"sync"
)

func main() {
	likes := 0
	var mu sync.Mutex

	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			seen := likes
			likes = seen + 1
		})
	}
	wg.Wait()
	fmt.Println("likes:", likes)
}
