// Transfers between accounts keep the total.
package main

import (
	"fmt"
	"sync"
)

type account struct {
	mu  sync.Mutex
	id  int
	sum int
}

func transfer(a, b *account, n int) bool {
	if a == b {
		return false
	}
	x, y := a, b
	if x.id > y.id {
		x, y = y, x
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	y.mu.Lock()
	defer y.mu.Unlock()
	if a.sum < n {
		return false
	}
	a.sum -= n
	b.sum += n
	return true
}

func main() {
	accounts := make([]*account, 5)
	for i := range accounts {
		accounts[i] = &account{id: i, sum: 100}
	}
	var wg sync.WaitGroup
	for w := range 8 {
		wg.Go(func() {
			x := uint32(w + 1)
			for range 200 {
				x = x*1664525 + 1013904223
				transfer(accounts[x>>8%5], accounts[x>>16%5], int(x>>24%50))
			}
		})
	}
	wg.Wait()
	total := 0
	for _, a := range accounts {
		if a.sum < 0 {
			panic("overdrawn")
		}
		total += a.sum
	}
	fmt.Println(total)
}
