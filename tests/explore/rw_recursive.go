// explore: relation=plain executions=16
// explore: executions=3 leaking=1
package main

import "sync"


var rw sync.RWMutex

func main() {
	go func() {
		rw.RLock()
		rw.RLock()
		rw.RUnlock()
		rw.RUnlock()
	}()
	go func() {
		rw.Lock()
		rw.Unlock()
	}()
}
