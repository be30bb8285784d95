// NO RACE
// The k-th receive comes before the end of the send k+1.

package main

import "sync"

func main() {
	limit := make(chan struct{}, 1)
	x := 0
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			limit <- struct{}{}
			x++
			<-limit
		})
	}
	wg.Wait()
	println(x)
}
