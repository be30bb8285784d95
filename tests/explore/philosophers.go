// explore: N=2 executions=3 leaking=1
// explore: N=3 executions=7 leaking=1
// explore: N=4 executions=15 leaking=1
// explore: N=5 executions=31 leaking=1
package main

import "sync"

const N = 2

var f [N]sync.Mutex

func main() {
	for i := range N {
		go func() {
			a, b := &f[i], &f[(i+1)%N]
			a.Lock()
			b.Lock()
			b.Unlock()
			a.Unlock()
		}()
	}
}
