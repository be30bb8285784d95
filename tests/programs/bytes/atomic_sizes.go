// Sizes, alignments and offsets of package atomic's types.
package main

import (
	"fmt"
	"sync/atomic"
	"unsafe"
)

func show[T any](name string) {
	var v T
	fmt.Println(name, unsafe.Sizeof(v), unsafe.Alignof(v))
}

type mixed struct {
	a byte
	b atomic.Int64
	c bool
	d atomic.Int32
	e atomic.Bool
	f atomic.Pointer[int]
	g atomic.Value
	h atomic.Uint64
}

func main() {
	show[atomic.Bool]("Bool")
	show[atomic.Int32]("Int32")
	show[atomic.Int64]("Int64")
	show[atomic.Uint32]("Uint32")
	show[atomic.Uint64]("Uint64")
	show[atomic.Uintptr]("Uintptr")
	show[atomic.Pointer[string]]("Pointer")
	show[atomic.Value]("Value")
	var m mixed
	fmt.Println(unsafe.Sizeof(m), unsafe.Offsetof(m.b), unsafe.Offsetof(m.c), unsafe.Offsetof(m.d), unsafe.Offsetof(m.e), unsafe.Offsetof(m.f), unsafe.Offsetof(m.g), unsafe.Offsetof(m.h))
	fmt.Println(uintptr(unsafe.Pointer(&m.b))%8, uintptr(unsafe.Pointer(&m.h))%8)
}
