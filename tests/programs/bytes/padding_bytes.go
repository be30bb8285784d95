// Fields and padding of a struct seen as bytes.
package main

import (
	"fmt"
	"unsafe"
)

type rec struct {
	a byte
	b uint32
	c uint16
	d uint64
	e bool
}

func main() {
	var r rec
	v := (*[unsafe.Sizeof(r)]byte)(unsafe.Pointer(&r))
	fmt.Println(len(v), *v)
	r.a, r.b, r.c, r.d, r.e = 0x11, 0x22334455, 0x6677, 0x8899aabbccddeeff, true
	fmt.Printf("% x\n", v[:])
	v[1], v[31] = 0xee, 0xee
	fmt.Println(r.a, r.b, r.e)
	fmt.Printf("% x\n", v[:])
	v[4] = 0
	fmt.Printf("%x\n", r.b)
}
