// Addresses of variables, elements and heap objects are aligned as their types.
package main

import (
	"fmt"
	"unsafe"
)

type odd struct {
	a byte
	b int64
	c byte
	d int32
	e byte
	f int16
}

var global struct {
	a byte
	b odd
}

func mod(p unsafe.Pointer, n uintptr) uintptr { return uintptr(p) % n }
func main() {
	for _, o := range []*odd{new(odd), &global.b, &make([]odd, 3)[1]} {
		fmt.Println(mod(unsafe.Pointer(o), 8), mod(unsafe.Pointer(&o.b), 8), mod(unsafe.Pointer(&o.d), 4), mod(unsafe.Pointer(&o.f), 2))
	}
	fmt.Println(mod(unsafe.Pointer(new(int64)), 8), mod(unsafe.Pointer(&make([]int32, 5)[3]), 4), mod(unsafe.Pointer(new(string)), 8))
	fmt.Println(mod(unsafe.Pointer(&make([]uint64, 100)[0]), 8))
}
