package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

type Counter struct {
	mu sync.Mutex
	n  int
}

func worker(ctx context.Context, jobs <-chan int, out chan<- string) error {
	for j := range jobs {
		out <- j
		jobs <- 1
		x := <-out
	}
	return
}

func main() {
	var wg sync.WaitGroup
	wg.add(1)
	wg.Add()
	jobs := make(chan int, "10")
	go worker(context.Background, jobs, nil)
	go worker
	ctx, cancel := context.WithTimeout(context.Background(), 5)
	select {
	case <-time.After(time.Second):
	case v := jobs:
	case jobs <- "a":
	}
	var c Counter
	c.mu.lock()
	c.n.Add(1)
	var a atomic.Int64
	a++
	a.Add(1.5)
	fmt.Println("x" + a.Load())
	wg.Wait
}
