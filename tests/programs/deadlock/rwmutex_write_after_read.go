// A write lock while holding a read lock.
package main

import (
	"sync"
)

func main() {
	var mu sync.RWMutex
	mu.RLock()
	mu.Lock()
}
