package main

import (
	"fmt"
	"slices"
	"sync"
)

func main() {
	left := []int{3, 7, 9}
	right := []int{7, 1, 4}
	var found [2]bool // One for each goroutine: nothing is shared.

	var wg sync.WaitGroup
	for i, part := range [][]int{left, right} {
		wg.Go(func() {
			found[i] = slices.Contains(part, 7)
		})
	}
	wg.Wait()
	fmt.Println("found:", found[0] || found[1])
}
