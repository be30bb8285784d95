// The types of sync/atomic.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var i atomic.Int64
	var u atomic.Uint32
	var b atomic.Bool
	var p atomic.Pointer[string]
	var v atomic.Value
	fmt.Println(i.Add(3), i.Swap(10), i.CompareAndSwap(10, 11), i.Load(), i.Or(4), i.And(6), i.Load())
	u.Store(1)
	fmt.Println(u.Add(^uint32(0)), b.Load(), b.Swap(true), b.CompareAndSwap(true, false), b.Load())
	s := "hello"
	fmt.Println(p.Load() == nil, p.CompareAndSwap(nil, &s), *p.Load())
	fmt.Println(v.Load(), v.Swap("first"), v.CompareAndSwap("first", "second"), v.Load())
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Store(1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Store(nil)
	}()
	var wg sync.WaitGroup
	var n atomic.Int32
	for range 50 {
		wg.Go(func() {
			for {
				old := n.Load()
				if n.CompareAndSwap(old, old+2) {
					return
				}
			}
		})
	}
	wg.Wait()
	fmt.Println(n.Load())
}
