package main

import (
	"fmt"
	"runtime"
	"sync"
)

type account struct {
	mu      sync.Mutex
	name    string
	balance int
}

// transfer holds both accounts, so that nobody sees money in neither.
// Every caller decides the order of the locks, and that is the mistake:
// locks that are taken together must always be taken in one order.
func transfer(from, to *account, amount int) {
	from.mu.Lock()
	defer from.mu.Unlock()
	runtime.Gosched() // A moment in which others run.
	to.mu.Lock()
	defer to.mu.Unlock()

	from.balance -= amount
	to.balance += amount
	fmt.Println(from.name, "pays", amount, "to", to.name)
}

func main() {
	alice := &account{name: "Alice", balance: 100}
	bob := &account{name: "Bob", balance: 100}

	var wg sync.WaitGroup
	wg.Go(func() { transfer(alice, bob, 30) })
	wg.Go(func() { transfer(bob, alice, 50) })
	wg.Wait()

	fmt.Println("Alice", alice.balance, "Bob", bob.balance)
}
