// The functions of sync/atomic.
package main

import (
	"fmt"
	"math"
	"sync/atomic"
	"unsafe"
)

func main() {
	var i32 int32
	var i64 int64
	var u32 uint32
	var u64 uint64
	fmt.Println(atomic.AddInt32(&i32, 5), atomic.AddInt64(&i64, -7), atomic.AddUint32(&u32, 3), atomic.AddUint64(&u64, ^uint64(0)))
	fmt.Println(atomic.CompareAndSwapInt32(&i32, 5, 6), atomic.CompareAndSwapInt32(&i32, 5, 7), i32)
	fmt.Println(atomic.SwapInt64(&i64, 1), atomic.LoadInt64(&i64))
	atomic.StoreUint32(&u32, 9)
	fmt.Println(atomic.LoadUint32(&u32), atomic.LoadUint64(&u64) == math.MaxUint64)
	fmt.Println(atomic.OrInt32(&i32, 8), atomic.AndInt32(&i32, 12), i32)
	x, y := 1, 2
	p := unsafe.Pointer(&x)
	old := atomic.SwapPointer(&p, unsafe.Pointer(&y))
	fmt.Println(*(*int)(old), *(*int)(atomic.LoadPointer(&p)))
}
