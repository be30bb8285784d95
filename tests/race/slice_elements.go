// NO RACE
// Neighbours share a word, and do not race.

package main

import "sync"

func main() {
	s := make([]byte, 8)
	var wg sync.WaitGroup
	for i := range s {
		wg.Go(func() { s[i] = byte(i) })
	}
	wg.Wait()
	println(s[7])
}
