// Signal wakes one, Broadcast wakes all.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	var wg sync.WaitGroup
	tickets, woken := 0, 0
	waiting := 0
	for range 5 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			waiting++
			for tickets == 0 {
				c.Wait()
			}
			tickets--
			woken++
		})
	}
	for {
		mu.Lock()
		if waiting == 5 {
			mu.Unlock()
			break
		}
		mu.Unlock()
		runtime.Gosched()
	}
	mu.Lock()
	tickets = 2
	c.Signal()
	c.Signal()
	mu.Unlock()
	for {
		mu.Lock()
		w := woken
		mu.Unlock()
		if w == 2 {
			break
		}
		runtime.Gosched()
	}
	fmt.Println("two woken")
	mu.Lock()
	tickets = 3
	c.Broadcast()
	mu.Unlock()
	wg.Wait()
	fmt.Println(woken, tickets)
}
