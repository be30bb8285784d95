package main

import (
	"fmt"
	"sync"
	"time"
)

type result struct {
	job, worker, square int
}

// worker takes jobs until there are no more. All workers receive from the
// same channel: whoever is free takes the next one.
func worker(id int, jobs <-chan int, results chan<- result) {
	for job := range jobs {
		time.Sleep(time.Duration(job) * time.Millisecond) // The work.
		results <- result{job, id, job * job}
	}
}

func main() {
	jobs := make(chan int)
	results := make(chan result)

	var wg sync.WaitGroup
	for id := 1; id <= 3; id++ {
		wg.Go(func() { worker(id, jobs, results) })
	}

	go func() {
		for job := range 8 {
			jobs <- job
		}
		close(jobs)    // No more jobs: the workers' loops end,
		wg.Wait()      // and when all have ended,
		close(results) // so does the loop below.
	}()

	sum := 0
	for r := range results {
		fmt.Printf("worker %d: %d*%d = %d\n", r.worker, r.job, r.job, r.square)
		sum += r.square
	}
	fmt.Println("sum", sum)
}
