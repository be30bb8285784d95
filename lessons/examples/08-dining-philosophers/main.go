package main

import (
	"fmt"
	"sync"
)

// A philosopher needs two forks to eat, and takes the left one first.
// Most schedules work. One kind does not: when everybody holds a left fork,
// everybody waits for a right one. Choose who runs and find it.
//
// The cure: let one of them take the right fork first.
func philosopher(name string, left, right *sync.Mutex) {
	left.Lock()
	right.Lock()
	fmt.Println(name, "eats")
	right.Unlock()
	left.Unlock()
}

func main() {
	names := []string{"Anaximander", "Hypatia", "Diotima"}
	forks := make([]sync.Mutex, len(names))

	var table sync.WaitGroup
	for i, name := range names {
		left, right := &forks[i], &forks[(i+1)%len(forks)]
		table.Go(func() { philosopher(name, left, right) })
	}
	table.Wait()
	fmt.Println("all have eaten")
}
