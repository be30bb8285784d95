// explore: N=2 executions=5
// explore: N=3 executions=12
// explore: N=4 executions=28
// explore: N=5 executions=64
// explore: N=10 executions=3328
// explore: N=15 executions=147456
package main

import "sync/atomic"

const N = 2

var a [N + 1]atomic.Int32

func main() {
	go func() {
		i := N
		for a[i].Load() != 0 {
			i--
		}
	}()
	for j := 1; j <= N; j++ {
		go func() { a[j].Store(a[j-1].Load() + 1) }()
	}
}
