// Sleepers wake in the order of their times.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	for _, d := range []int{40, 10, 30, 20} {
		wg.Go(func() {
			time.Sleep(time.Duration(d) * time.Millisecond)
			mu.Lock()
			fmt.Println("slept", d)
			mu.Unlock()
		})
	}
	wg.Wait()
	time.Sleep(0)
	time.Sleep(-time.Second)
}
