// Add, Done, Wait, reuse, Go.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var wg sync.WaitGroup
	wg.Wait()
	var total atomic.Int32
	for round := range 3 {
		wg.Add(round + 1)
		for i := range round + 1 {
			go func() {
				defer wg.Done()
				total.Add(int32(i + 1))
			}()
		}
		wg.Wait()
		fmt.Println(round, total.Load())
	}
	for range 4 {
		wg.Go(func() { total.Add(10) })
	}
	wg.Wait()
	fmt.Println(total.Load())
}
