// NO RACE
// Reading together is fine.

package main

import "sync"

func main() {
	m := map[int]int{1: 1, 2: 2}
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() { println(m[i], len(m)) })
	}
	wg.Wait()
}
