// Non-empty interfaces: two words, the second is the data.
package main

import (
	"fmt"
	"unsafe"
)

type code int

func (c code) Error() string { return fmt.Sprint("code ", int(c)) }

type ptr struct{ n int }

func (p *ptr) Error() string { return fmt.Sprint("ptr ", p.n) }
func main() {
	var e error
	fmt.Println(*(*[2]uintptr)(unsafe.Pointer(&e)), unsafe.Sizeof(e), unsafe.Alignof(e))
	e = code(5)
	w := *(*[2]unsafe.Pointer)(unsafe.Pointer(&e))
	fmt.Println(*(*code)(w[1]), e)
	p := &ptr{6}
	e = p
	w = *(*[2]unsafe.Pointer)(unsafe.Pointer(&e))
	fmt.Println(w[1] == unsafe.Pointer(p), e)
	p.n = 7
	fmt.Println(e)
	var f fmt.Stringer
	fmt.Println(f == nil, unsafe.Sizeof(f))
	e = (*ptr)(nil)
	fmt.Println(e == nil, (*[2]uintptr)(unsafe.Pointer(&e))[1])
}
