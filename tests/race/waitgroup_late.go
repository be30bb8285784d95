// RACE x
// What follows Done is not ordered with Wait.

package main

import (
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	x := 0
	wg.Add(1)
	go func() {
		wg.Done()
		x = 1
	}()
	wg.Wait()
	runtime.Gosched()
	println(x)
}
