// The same fields in two orders.
package main

import (
	"fmt"
	"unsafe"
)

type loose struct {
	a bool
	b int64
	c bool
	d int32
	e bool
	f int16
	g bool
}
type tight struct {
	b          int64
	d          int32
	f          int16
	a, c, e, g bool
}

func main() {
	var l loose
	var t tight
	fmt.Println(unsafe.Sizeof(l), unsafe.Offsetof(l.a), unsafe.Offsetof(l.b), unsafe.Offsetof(l.c), unsafe.Offsetof(l.d), unsafe.Offsetof(l.e), unsafe.Offsetof(l.f), unsafe.Offsetof(l.g))
	fmt.Println(unsafe.Sizeof(t), unsafe.Offsetof(t.b), unsafe.Offsetof(t.d), unsafe.Offsetof(t.f), unsafe.Offsetof(t.a), unsafe.Offsetof(t.c), unsafe.Offsetof(t.e), unsafe.Offsetof(t.g))
	ls, ts := make([]loose, 3), make([]tight, 3)
	fmt.Println(uintptr(unsafe.Pointer(&ls[2]))-uintptr(unsafe.Pointer(&ls[0])), uintptr(unsafe.Pointer(&ts[2]))-uintptr(unsafe.Pointer(&ts[0])))
}
