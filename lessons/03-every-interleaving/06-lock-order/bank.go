package main

import (
	"fmt"
	"sync"
)

type account struct {
	balance int
}

// bank guards all accounts: one lock has no order.
var bank sync.Mutex

func transfer(from, to *account, amount int) {
	bank.Lock()
	defer bank.Unlock()
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
