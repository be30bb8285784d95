// RACE x
// One Done is not ordered with another.

package main

import "sync"

func main() {
	var wg sync.WaitGroup
	x := 0
	wg.Add(2)
	for range 2 {
		go func() {
			x++
			wg.Done()
		}()
	}
	wg.Wait()
}
