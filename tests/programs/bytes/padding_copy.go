// Copying a struct copies its fields; what a copy does to the original's bytes is nothing.
package main

import (
	"fmt"
	"unsafe"
)

type rec struct {
	a byte
	b uint64
	c uint16
}

func pass(r rec) rec { r.a++; return r }
func main() {
	x := rec{1, 2, 3}
	y := x
	y.b = 9
	z := pass(y)
	fmt.Println(x, y, z)
	s := []rec{x, y, z}
	t := append([]rec(nil), s...)
	t[0].c = 77
	fmt.Println(s, t, copy(s[1:], t))
	fmt.Println(s)
	p := &s[1]
	*p, s[2] = s[2], *p
	fmt.Println(s)
	raw := (*[unsafe.Sizeof(rec{})]byte)(unsafe.Pointer(p))
	*p = rec{}
	fmt.Println(raw[0], raw[8], raw[16])
}
