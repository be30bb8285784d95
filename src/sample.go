package main

import (
	"fmt"
	"sync"
)

// Two workers take jobs from one channel and
// add them to a total that a mutex guards.
func worker(jobs chan int, mu *sync.Mutex, total *int) {
	for n := range jobs {
		mu.Lock()
		*total += n
		mu.Unlock()
	}
}

func main() {
	var (
		mu    sync.Mutex
		wg    sync.WaitGroup
		total int
	)
	jobs := make(chan int, 2)
	for range 2 {
		wg.Go(func() { worker(jobs, &mu, &total) })
	}
	for n := range 5 {
		jobs <- n
	}
	close(jobs)
	wg.Wait()
	fmt.Println("total", total)
}
