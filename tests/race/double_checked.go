// RACE instance
// The first check is not ordered with the write.

package main

import "sync"

type thing struct{ n int }

var (
	mu       sync.Mutex
	instance *thing
)

func get() *thing {
	if instance == nil {
		mu.Lock()
		defer mu.Unlock()
		if instance == nil {
			instance = &thing{7}
		}
	}
	return instance
}

func main() {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { println(get().n) })
	}
	wg.Wait()
}
