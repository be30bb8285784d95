// All waiters are released.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	var wg, out sync.WaitGroup
	wg.Add(1)
	var n atomic.Int32
	for range 10 {
		out.Add(1)
		go func() {
			defer out.Done()
			wg.Wait()
			n.Add(1)
		}()
	}
	time.Sleep(2 * time.Millisecond)
	fmt.Println(n.Load())
	wg.Done()
	out.Wait()
	fmt.Println(n.Load())
}
