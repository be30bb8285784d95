// Copying a struct copies the mutex's state.
package main

import (
	"fmt"
	"sync"
)

func main() {
	type T struct {
		mu sync.Mutex
		n  int
	}
	var a T
	a.mu.Lock()
	b := a
	fmt.Println(b.mu.TryLock(), a.n)
	a.mu.Unlock()
	fmt.Println(a.mu.TryLock(), b.mu.TryLock())
	b.mu.Unlock()
	fmt.Println(b.mu.TryLock())
}
