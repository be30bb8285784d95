package main

import (
	"fmt"
	"sync"
	"time"
)

// A channel with room for two is a semaphore: putting something in takes a
// seat, taking something out frees one. Sending waits while all are taken.
func main() {
	seats := make(chan struct{}, 2)
	var mu sync.Mutex
	inside, most := 0, 0

	var wg sync.WaitGroup
	for guest := 1; guest <= 5; guest++ {
		wg.Go(func() {
			seats <- struct{}{}
			defer func() { <-seats }()

			mu.Lock()
			inside++
			most = max(most, inside)
			mu.Unlock()

			time.Sleep(10 * time.Millisecond)
			fmt.Println("guest", guest, "was here")

			mu.Lock()
			inside--
			mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println("at most", most, "at a time")
}
