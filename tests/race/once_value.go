// NO RACE
// So with OnceValue.

package main

import "sync"

func main() {
	config := sync.OnceValue(func() *int {
		n := 41
		n++
		return &n
	})
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { println(*config()) })
	}
	wg.Wait()
}
