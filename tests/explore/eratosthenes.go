// explore: executions=398
package main

import "sync/atomic"


var a [5]atomic.Int32

func main() {
	for range 2 {
		go func() {
			for i := range 5 {
				if a[i].Load() == 0 {
					a[i].Store(1)
					for j := 2*i + 2; j < 5; j += i + 2 {
						a[j].Store(2)
					}
				}
			}
		}()
	}
}
