// explore: executions=24
package main

import "sync"


var mu sync.Mutex

func main() {
	for range 3 {
		go func() {
			if mu.TryLock() {
				mu.Unlock()
			}
		}()
	}
}
