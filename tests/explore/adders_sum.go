// explore: N=3 executions=24 outcomes=4
// explore: N=3 commute=1 executions=8 outcomes=4
// explore: N=5 commute=1 executions=32 outcomes=6
package main

import (
	"fmt"
	"sync/atomic"
)

const N = 3

var x int64

// The sum of one addition is looked at: each of the others is before or after it.
func main() {
	for i := range N {
		if i%2 == 0 {
			go atomic.AddInt64(&x, 1)
		} else {
			go func() { atomic.AddInt64(&x, 1) }()
		}
	}
	fmt.Println(atomic.AddInt64(&x, 1))
}
