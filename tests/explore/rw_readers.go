// explore: relation=plain executions=106
// explore: executions=4
package main

import "sync"


var (
	rw sync.RWMutex
	x  int
)

func main() {
	for range 2 {
		go func() {
			rw.RLock()
			_ = x
			rw.RUnlock()
		}()
	}
	go func() {
		rw.Lock()
		x = 1
		rw.Unlock()
	}()
}
