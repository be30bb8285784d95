package main

import (
	"fmt"
	"slices"
	"sync"
)

func main() {
	left := []int{3, 7, 9}
	right := []int{7, 1, 4}
	found := false

	var wg sync.WaitGroup
	for _, part := range [][]int{left, right} {
		wg.Go(func() {
			if slices.Contains(part, 7) {
				found = true
			}
		})
	}
	wg.Wait()
	fmt.Println("found:", found)
}
