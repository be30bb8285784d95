package main

import (
	"fmt"
	"sync"
)

type account struct {
	id      int
	mu      sync.Mutex
	balance int
}

func transfer(from, to *account, amount int) {
	// One order for everybody: the smaller id first.
	first, second := from, to
	if second.id < first.id {
		first, second = second, first
	}
	first.mu.Lock()
	defer first.mu.Unlock()
	second.mu.Lock()
	defer second.mu.Unlock()
	from.balance -= amount
	to.balance += amount
}

func main() {
	alice := &account{id: 1, balance: 100}
	bob := &account{id: 2, balance: 100}

	var wg sync.WaitGroup
	wg.Go(func() { transfer(alice, bob, 30) })
	wg.Go(func() { transfer(bob, alice, 50) })
	wg.Wait()
	fmt.Println(alice.balance, bob.balance)
}
