// Pointers to fields, elements and first fields.
package main

import (
	"fmt"
	"unsafe"
)

type rec struct {
	first struct{ x, y int }
	rest  [3]byte
}

func main() {
	var r rec
	fmt.Println(unsafe.Pointer(&r) == unsafe.Pointer(&r.first), unsafe.Pointer(&r.first) == unsafe.Pointer(&r.first.x))
	fmt.Println(uintptr(unsafe.Pointer(&r.rest[2])) - uintptr(unsafe.Pointer(&r)))
	a := make([]rec, 2)
	fmt.Println(&a[0] == &a[1], &a[0] == &a[:1][0], uintptr(unsafe.Pointer(&a[1]))-uintptr(unsafe.Pointer(&a[0])))
	p, q := new(int), new(int)
	fmt.Println(p == q, *p == *q)
	x := &r
	y := x
	y.first.x = 5
	fmt.Println(x == y, r.first.x)
	c := r
	fmt.Println(&c == x, c == r)
}
