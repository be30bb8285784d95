// A slice is a pointer, a length and a capacity.
package main

import (
	"fmt"
	"unsafe"
)

type header struct {
	data     unsafe.Pointer
	len, cap int
}

func main() {
	s := make([]int32, 3, 10)
	s[0], s[1], s[2] = 1, 2, 3
	h := (*header)(unsafe.Pointer(&s))
	fmt.Println(h.len, h.cap, h.data == unsafe.Pointer(&s[0]))
	h.len = 5
	s[4] = 50
	fmt.Println(s, len(s), cap(s))
	t := s[2:4:6]
	g := (*header)(unsafe.Pointer(&t))
	fmt.Println(g.len, g.cap, uintptr(g.data)-uintptr(h.data))
	h.data = g.data
	h.len, h.cap = 2, 2
	fmt.Println(s, cap(s))
	w := *(*[3]uintptr)(unsafe.Pointer(&t))
	fmt.Println(w[1], w[2])
	var n []int
	fmt.Println(*(*[3]uintptr)(unsafe.Pointer(&n)), n == nil)
	e := []int{}
	fmt.Println((*[3]uintptr)(unsafe.Pointer(&e))[0] != 0, e == nil)
}
