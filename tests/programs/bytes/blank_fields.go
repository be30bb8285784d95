// Blank fields take room but are not compared; copies need not keep them.
package main

import (
	"fmt"
	"unsafe"
)

type b struct {
	a byte
	_ uint32
	c uint16
	_ [3]byte
	d byte
}

func main() {
	var v, w b
	fmt.Println(unsafe.Sizeof(v), unsafe.Alignof(v), unsafe.Offsetof(v.a), unsafe.Offsetof(v.c), unsafe.Offsetof(v.d))
	bytes := (*[unsafe.Sizeof(v)]byte)(unsafe.Pointer(&v))
	bytes[4], bytes[11] = 9, 7
	fmt.Println(v == w, v, *bytes)
	fmt.Println(any(v) == any(w), map[b]int{v: 1}[w])
}
