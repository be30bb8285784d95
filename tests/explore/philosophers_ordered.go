// explore: executions=6 leaking=0
package main

import "sync"


var f [3]sync.Mutex

func main() {
	for i := range 3 {
		go func() {
			a, b := &f[min(i, (i+1)%3)], &f[max(i, (i+1)%3)]
			a.Lock()
			b.Lock()
			b.Unlock()
			a.Unlock()
		}()
	}
}
