package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var likes atomic.Int64

	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			likes.Add(1)
		})
	}
	wg.Wait()
	fmt.Println("likes:", likes.Load())
}
