// explore: N=2 executions=12 outcomes=6
// explore: N=2 commute=1 executions=9 outcomes=6
// explore: N=3 commute=1 executions=27 outcomes=10
package main

import (
	"fmt"
	"sync/atomic"
)

const N = 2

var x atomic.Int32

// Each addition is before, between or after the two loads: 3^N.
func main() {
	for range N {
		go func() { x.Add(1) }()
	}
	fmt.Println(x.Load(), x.Load())
}
