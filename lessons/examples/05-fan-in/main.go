package main

import (
	"fmt"
	"sync"
	"time"
)

// source says its name a few times, each at its own pace.
func source(name string, times int, pause time.Duration) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for i := 1; i <= times; i++ {
			time.Sleep(pause)
			out <- fmt.Sprint(name, i)
		}
	}()
	return out
}

// merge forwards everything from all inputs to one output. Closing the output
// is nobody's job but the last forwarder's, hence the WaitGroup.
func merge(inputs ...<-chan string) <-chan string {
	out := make(chan string)
	var wg sync.WaitGroup
	for _, in := range inputs {
		wg.Go(func() {
			for s := range in {
				out <- s
			}
		})
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func main() {
	cats := source("cat", 3, 20*time.Millisecond)
	dogs := source("dog", 2, 35*time.Millisecond)
	owls := source("owl", 1, 50*time.Millisecond)
	for s := range merge(cats, dogs, owls) {
		fmt.Println(s)
	}
}
