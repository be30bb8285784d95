// RACE b.buf
// Library types are not safe unless they say so.

package main

import (
	"strings"
	"sync"
)

func main() {
	var b strings.Builder
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { b.WriteString("x") })
	}
	wg.Wait()
}
