// explore: N=3 executions=36 outcomes=1
// explore: N=3 commute=1 executions=1 outcomes=1
// explore: N=6 commute=1 executions=1 outcomes=1
package main

import "sync/atomic"

const N = 3

var x, y atomic.Uint32

func main() {
	for range N {
		go func() {
			defer y.Add(2)
			x.Add(1)
		}()
	}
}
