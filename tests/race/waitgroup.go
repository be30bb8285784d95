// NO RACE
// Done comes before the end of Wait.

package main

import "sync"

func main() {
	var wg sync.WaitGroup
	var out [4]int
	for i := range out {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out[i] = i
		}()
	}
	wg.Wait()
	println(out[3])
}
