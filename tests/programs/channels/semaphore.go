// A buffered channel bounds how many run at once.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	sem := make(chan struct{}, 3)
	var mu sync.Mutex
	cur, most := 0, 0
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			sem <- struct{}{}
			mu.Lock()
			cur++
			most = max(most, cur)
			mu.Unlock()
			runtime.Gosched()
			mu.Lock()
			cur--
			mu.Unlock()
			<-sem
		})
	}
	wg.Wait()
	fmt.Println(most <= 3, most > 0, cur, len(sem))
}
