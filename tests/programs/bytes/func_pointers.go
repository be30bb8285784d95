// A function value is one word: nil, or a pointer to what holds the code.
package main

import (
	"fmt"
	"unsafe"
)

func add(a, b int) int { return a + b }
func main() {
	var f func(int, int) int
	fmt.Println(*(*uintptr)(unsafe.Pointer(&f)), f == nil, unsafe.Sizeof(f))
	f = add
	g := f
	fmt.Println(*(*uintptr)(unsafe.Pointer(&f)) == *(*uintptr)(unsafe.Pointer(&g)), f(1, 2))
	n := 10
	h := func(a, b int) int { n++; return a + b + n }
	k := h
	fmt.Println(*(*unsafe.Pointer)(unsafe.Pointer(&h)) == *(*unsafe.Pointer)(unsafe.Pointer(&k)), h(0, 0), k(0, 0))
	w := *(*unsafe.Pointer)(unsafe.Pointer(&h))
	back := *(*func(int, int) int)(unsafe.Pointer(&w))
	fmt.Println(back(0, 0), n)
	*(*uintptr)(unsafe.Pointer(&f)) = 0
	fmt.Println(f == nil)
}
