package main

import (
	"fmt"
	"sync"
)

type account struct {
	mu      sync.Mutex
	balance int
}

func transfer(from, to *account, amount int) {
	from.mu.Lock()
	defer from.mu.Unlock()
	to.mu.Lock()
	defer to.mu.Unlock()
	from.balance -= amount
	to.balance += amount
}

func main() {
	alice := &account{balance: 100}
	bob := &account{balance: 100}

	var wg sync.WaitGroup
	wg.Go(func() { transfer(alice, bob, 30) })
	wg.Go(func() { transfer(bob, alice, 50) })
	wg.Wait()
	fmt.Println(alice.balance, bob.balance)
}
