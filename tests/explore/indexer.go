// explore: N=11 executions=1
// explore: N=12 executions=8
// explore: N=13 executions=64
// explore: N=15 executions=4096
package main

import "sync/atomic"

const N = 11

var table [128]atomic.Int32

func main() {
	for i := range N {
		go func() {
			for m := range 4 {
				w := int32(m*11 + i + 1)
				h := (w * 7) % 128
				for !table[h].CompareAndSwap(0, w) {
					h = (h + 1) % 128
				}
			}
		}()
	}
}
