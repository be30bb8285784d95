// What atomics store, seen as memory, and atomics over memory that is not theirs.
package main

import (
	"fmt"
	"sync/atomic"
	"unsafe"
)

func main() {
	var i atomic.Int64
	i.Store(-2)
	fmt.Println(*(*int64)(unsafe.Pointer(&i)))
	*(*uint32)(unsafe.Pointer(&i)) = 5
	fmt.Println(i.Load())
	var b atomic.Bool
	b.Store(true)
	fmt.Println(*(*uint32)(unsafe.Pointer(&b)))
	x := 7
	var p atomic.Pointer[int]
	p.Store(&x)
	fmt.Println(*(*unsafe.Pointer)(unsafe.Pointer(&p)) == unsafe.Pointer(&x))
	raw := [4]uint64{1, 2, 3, 4}
	fmt.Println(atomic.AddUint64(&raw[2], 10), atomic.AddUint32((*uint32)(unsafe.Pointer(&raw[3])), 1), raw)
	fmt.Println(atomic.CompareAndSwapInt32((*int32)(unsafe.Pointer(&raw[0])), 1, -1), raw[0])
	var u atomic.Uint32
	u.Store(6)
	fmt.Println(u.Or(9), u.And(12), *(*[4]byte)(unsafe.Pointer(&u)))
	var q unsafe.Pointer
	atomic.StorePointer(&q, unsafe.Pointer(&x))
	fmt.Println(*(*int)(atomic.LoadPointer(&q)))
}
