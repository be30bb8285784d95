// A thousand goroutines and a million visible operations: what the lanes must draw.
package main

import "sync"

func main() {
	const goroutines, rounds = 1000, 165
	var mu sync.Mutex
	var wg sync.WaitGroup
	total := 0
	ring := make([]chan int, 10)
	for i := range ring {
		ring[i] = make(chan int, 4)
	}
	for g := range goroutines {
		wg.Go(func() {
			for r := range rounds {
				c := ring[(g+r)%len(ring)]
				select {
				case c <- r:
				default:
				}
				mu.Lock()
				total++
				mu.Unlock()
				select {
				case v := <-c:
					_ = v
				default:
				}
				mu.Lock()
				total--
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	println(total)
}
