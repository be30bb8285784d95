// Once runs its function once, also when it panics.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var once sync.Once
	n := 0
	for range 5 {
		once.Do(func() { n++ })
	}
	fmt.Println(n)
	var p sync.Once
	for i := range 3 {
		func() {
			defer func() { fmt.Println(i, recover()) }()
			p.Do(func() { panic("first time") })
		}()
	}
	var wg sync.WaitGroup
	var c sync.Once
	ready := false
	for range 10 {
		wg.Go(func() {
			c.Do(func() { time.Sleep(time.Millisecond); ready = true })
			if !ready {
				panic("not ready")
			}
		})
	}
	wg.Wait()
	fmt.Println(ready)
}
