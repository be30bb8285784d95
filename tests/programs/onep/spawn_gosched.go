// Gosched lets all others run first.
package main

import (
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Go(func() { println(i) })
	}
	println("m")
	runtime.Gosched()
	println("m2")
	wg.Wait()
}
