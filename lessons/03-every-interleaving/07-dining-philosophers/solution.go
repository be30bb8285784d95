package main

import (
	"fmt"
	"sync"
)

func philosopher(left, right *sync.Mutex) {
	left.Lock()
	right.Lock()
	// Eats.
	right.Unlock()
	left.Unlock()
}

func main() {
	forks := make([]sync.Mutex, 3)

	var table sync.WaitGroup
	for i := range forks {
		left, right := &forks[i], &forks[(i+1)%len(forks)]
		if i == 0 {
			left, right = right, left // One breaks the symmetry.
		}
		table.Go(func() { philosopher(left, right) })
	}
	table.Wait()
	fmt.Println("all have eaten")
}
