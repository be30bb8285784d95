// Philosophers with an order on the forks always finish.
package main

import (
	"fmt"
	"sync"
)

func main() {
	const n = 5
	var forks [n]sync.Mutex
	var wg sync.WaitGroup
	var meals [n]int
	for i := range n {
		wg.Go(func() {
			a, b := i, (i+1)%n
			if a > b {
				a, b = b, a
			}
			for range 50 {
				forks[a].Lock()
				forks[b].Lock()
				meals[i]++
				forks[b].Unlock()
				forks[a].Unlock()
			}
		})
	}
	wg.Wait()
	fmt.Println(meals)
}
