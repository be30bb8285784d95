package main

import (
	"fmt"
	"sync"
)

// seats lets two of three sit down: then there is a fork to spare.
var seats = make(chan bool, 2)

func philosopher(left, right *sync.Mutex) {
	seats <- true
	left.Lock()
	right.Lock()
	// Eats.
	right.Unlock()
	left.Unlock()
	<-seats
}

func main() {
	forks := make([]sync.Mutex, 3)

	var table sync.WaitGroup
	for i := range forks {
		left, right := &forks[i], &forks[(i+1)%len(forks)]
		table.Go(func() { philosopher(left, right) })
	}
	table.Wait()
	fmt.Println("all have eaten")
}
