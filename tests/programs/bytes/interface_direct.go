// What is shaped like a pointer is stored in the interface itself; anything else behind a pointer.
package main

import (
	"fmt"
	"unsafe"
)

type two struct {
	p *int
	n int
}

func data(v any) unsafe.Pointer { return (*[2]unsafe.Pointer)(unsafe.Pointer(&v))[1] }
func main() {
	n := 3
	p := unsafe.Pointer(&n)
	f := func() int { return n }
	c := make(chan int)
	fmt.Println(data(&n) == p, data(p) == p)
	fmt.Println(data(f) == *(*unsafe.Pointer)(unsafe.Pointer(&f)), data(c) == *(*unsafe.Pointer)(unsafe.Pointer(&c)))
	fmt.Println(*(*unsafe.Pointer)(data(two{&n, 1})) == p, data(uintptr(p)) == p, *(*uintptr)(data(uintptr(p))) == uintptr(p))
	fmt.Println(data([0]*int{}) != nil, data(struct{}{}) != nil)
}
