// Pointers to uintptr and back within one expression.
package main

import (
	"fmt"
	"unsafe"
)

type rec struct {
	a int32
	b [4]int16
}

func main() {
	r := &rec{1, [4]int16{2, 3, 4, 5}}
	p := (*int16)(unsafe.Pointer(uintptr(unsafe.Pointer(r)) + unsafe.Offsetof(r.b) + 2*unsafe.Sizeof(r.b[0])))
	fmt.Println(*p, p == &r.b[2])
	*p = 40
	fmt.Println(*r)
	u := uintptr(unsafe.Pointer(p))
	fmt.Println(u-uintptr(unsafe.Pointer(r)), u%2, uintptr(unsafe.Pointer(r))%4)
	back := (*rec)(unsafe.Pointer(uintptr(unsafe.Pointer(p)) - 8))
	fmt.Println(back == r)
	q := (*int16)(unsafe.Pointer(uintptr(unsafe.Pointer(p)) &^ 3))
	fmt.Println(*q)
	var n *int
	fmt.Println(uintptr(unsafe.Pointer(n)), unsafe.Pointer(uintptr(0)) == nil)
}
