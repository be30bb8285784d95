// explore: N=4 executions=13824
package main

import "sync/atomic"

const N = 4

var x, y, z atomic.Int32

func main() {
	for range N {
		go func() {
			x.Add(1)
			y.Add(1)
			z.Add(1)
		}()
	}
}
