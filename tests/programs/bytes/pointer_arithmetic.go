// Walking an array by unsafe.Add and by uintptr, and one past its end.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	a := [5]int32{10, 20, 30, 40, 50}
	p := unsafe.Pointer(&a[0])
	for i := range len(a) {
		q := (*int32)(unsafe.Add(p, i*4))
		*q += int32(i)
		fmt.Print(*q, " ", *(*int32)(unsafe.Pointer(uintptr(p) + uintptr(i)*unsafe.Sizeof(a[0]))), " ")
	}
	fmt.Println(a)
	end := unsafe.Add(p, unsafe.Sizeof(a))
	fmt.Println(uintptr(end)-uintptr(p), *(*int32)(unsafe.Add(end, -4)))
	n := 0
	for q := p; q != end; q = unsafe.Add(q, 4) {
		n++
	}
	fmt.Println(n)
	fmt.Println(unsafe.Slice((*int32)(end), 0), len(a[5:]))
	type pair struct {
		x int8
		y int64
	}
	v := []pair{{1, 2}, {3, 4}}
	fmt.Println(*(*int64)(unsafe.Add(unsafe.Pointer(&v[0]), unsafe.Sizeof(v[0])+unsafe.Offsetof(v[0].y))))
}
