// NO RACE
// The function ends before any Do returns.

package main

import "sync"

func main() {
	var once sync.Once
	var config []int
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			once.Do(func() { config = []int{1, 2} })
			println(len(config))
		})
	}
	wg.Wait()
}
