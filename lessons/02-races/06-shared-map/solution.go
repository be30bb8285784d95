package main

import (
	"fmt"
	"sync"
)

func main() {
	hits := map[string]int{}
	var mu sync.Mutex

	var wg sync.WaitGroup
	wg.Go(func() {
		mu.Lock()
		defer mu.Unlock()
		hits["home"] = 1
	})
	wg.Go(func() {
		mu.Lock()
		defer mu.Unlock()
		hits["help"] = 1
	})
	wg.Wait()
	fmt.Println(hits)
}
