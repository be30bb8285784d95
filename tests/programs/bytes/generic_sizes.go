// Sizeof, Alignof and Offsetof inside generic code.
package main

import (
	"fmt"
	"unsafe"
)

type pair[A, B any] struct {
	a A
	b B
}

func sizes[A, B any]() {
	var p pair[A, B]
	var s [3]pair[A, B]
	fmt.Println(unsafe.Sizeof(p), unsafe.Alignof(p), unsafe.Offsetof(p.b), unsafe.Sizeof(s), unsafe.Sizeof(p.a))
}

type node[T any] struct {
	flag bool
	v    T
	next *node[T]
}

func main() {
	sizes[byte, int64]()
	sizes[int64, byte]()
	sizes[string, struct{}]()
	sizes[struct{}, string]()
	sizes[[3]byte, uint16]()
	sizes[any, bool]()
	sizes[pair[byte, int32], pair[int32, byte]]()
	fmt.Println(unsafe.Sizeof(node[byte]{}), unsafe.Sizeof(node[int64]{}), unsafe.Sizeof(node[struct{}]{}), unsafe.Offsetof(node[int16]{}.next))
}
