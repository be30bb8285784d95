// The usual pattern: a lock released whatever happens.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	total := 0
	add := func(n int) (err error) {
		mu.Lock()
		defer mu.Unlock()
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("add(%d): %v", n, r)
			}
		}()
		total += 100 / n
		return nil
	}
	for _, n := range []int{1, 0, 5} {
		fmt.Println(add(n), total)
	}
	fmt.Println(mu.TryLock())
}
