// explore: N=6 executions=720
// explore: N=6 commute=1 executions=1
package main

import "sync/atomic"

const N = 6

var x atomic.Int32

func main() {
	for range N {
		go func() { x.Add(1) }()
	}
}
