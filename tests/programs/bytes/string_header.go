// A string is a pointer and a length.
package main

import (
	"fmt"
	"unsafe"
)

type header struct {
	data unsafe.Pointer
	n    int
}

func main() {
	s := "hello, bytes"
	h := (*header)(unsafe.Pointer(&s))
	fmt.Println(h.n, *(*byte)(h.data), h.data == unsafe.Pointer(unsafe.StringData(s)))
	w := (*[2]uintptr)(unsafe.Pointer(&s))
	fmt.Println(w[1], w[0] == uintptr(h.data))
	h.n = 5
	fmt.Println(s, len(s))
	h.data = unsafe.Add(h.data, 1)
	fmt.Println(s)
	t := s[2:4]
	fmt.Println((*[2]uintptr)(unsafe.Pointer(&t))[0]-w[0], (*[2]uintptr)(unsafe.Pointer(&t))[1])
	var e string
	fmt.Println(*(*[2]uintptr)(unsafe.Pointer(&e)))
}
