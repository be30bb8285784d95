package main

import (
	"fmt"
	"sync"
)

var (
	once   sync.Once
	shared *int
	opened int
)

func connection() *int {
	once.Do(func() {
		opened++
		shared = new(int)
	})
	return shared
}

func main() {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { connection() })
	}
	wg.Wait()
	fmt.Println("opened", opened)
}
