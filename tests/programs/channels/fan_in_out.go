// Many workers, results counted whatever their order.
package main

import (
	"fmt"
	"sync"
)

func main() {
	jobs := make(chan int)
	results := make(chan [2]int)
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range jobs {
				results <- [2]int{w, j * 2}
			}
		}()
	}
	go func() {
		for i := range 100 {
			jobs <- i
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	sum, n := 0, 0
	for r := range results {
		if r[0] < 0 || r[0] > 3 {
			panic("worker")
		}
		sum += r[1]
		n++
	}
	fmt.Println(n, sum)
}
