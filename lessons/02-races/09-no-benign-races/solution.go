package main

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

func main() {
	left := []int{3, 7, 9}
	right := []int{7, 1, 4}
	var found atomic.Bool

	var wg sync.WaitGroup
	for _, part := range [][]int{left, right} {
		wg.Go(func() {
			if slices.Contains(part, 7) {
				found.Store(true)
			}
		})
	}
	wg.Wait()
	fmt.Println("found:", found.Load())
}
