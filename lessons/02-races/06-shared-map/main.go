package main

import (
	"fmt"
	"sync"
)

func main() {
	hits := map[string]int{}

	var wg sync.WaitGroup
	wg.Go(func() {
		hits["home"] = 1
	})
	wg.Go(func() {
		hits["help"] = 1
	})
	wg.Wait()
	fmt.Println(hits)
}
