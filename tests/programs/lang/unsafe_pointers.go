// Reading memory through unsafe pointers.
package main

import (
	"fmt"
	"unsafe"
)

type t struct {
	a uint8
	b uint32
	c uint16
}

func main() {
	x := uint64(0x0102030405060708)
	p := unsafe.Pointer(&x)
	fmt.Println(*(*uint8)(p), *(*uint16)(unsafe.Add(p, 2)), *(*uint32)(unsafe.Pointer(uintptr(p) + 4)))
	f := 1.5
	fmt.Printf("%#x\n", *(*uint64)(unsafe.Pointer(&f)))
	s := []int32{1, 2, 3, 4}
	q := (*int32)(unsafe.Add(unsafe.Pointer(&s[0]), 8))
	*q = 33
	fmt.Println(s, unsafe.Slice(&s[1], 2), len(unsafe.Slice(q, 1)))
	str := "hello"
	bs := unsafe.Slice(unsafe.StringData(str), 3)
	fmt.Println(string(bs), unsafe.String(&bs[0], 2))
	v := t{1, 2, 3}
	*(*uint16)(unsafe.Add(unsafe.Pointer(&v), unsafe.Offsetof(v.c))) = 99
	fmt.Println(v)
	h := (*[3]uintptr)(unsafe.Pointer(&s))
	fmt.Println(h[1], h[2])
	sd := unsafe.SliceData(s)
	*sd = 11
	fmt.Println(s[0])
}
