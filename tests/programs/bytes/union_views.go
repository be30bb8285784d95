// One block of memory read as several types.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	var u [16]byte
	*(*int64)(unsafe.Pointer(&u)) = -1
	fmt.Println(*(*int32)(unsafe.Pointer(&u)), *(*uint16)(unsafe.Pointer(&u[6])), *(*int8)(unsafe.Pointer(&u[7])), u[8])
	*(*float64)(unsafe.Pointer(&u[8])) = -2
	fmt.Printf("%x %x\n", *(*uint64)(unsafe.Pointer(&u[8])), u)
	*(*[2]uint64)(unsafe.Pointer(&u)) = [2]uint64{0x3ff0000000000000, 0x4000000000000000}
	fmt.Println(*(*complex128)(unsafe.Pointer(&u)))
	*(*bool)(unsafe.Pointer(&u)) = true
	fmt.Println(u)
	type ipv4 struct{ a, b, c, d byte }
	a := *(*uint32)(unsafe.Pointer(&ipv4{127, 0, 0, 1}))
	fmt.Printf("%#x %v\n", a, *(*ipv4)(unsafe.Pointer(&a)))
	ints := []int64{1, -1}
	uints := *(*[]uint64)(unsafe.Pointer(&ints))
	uints[0] = 1 << 63
	fmt.Println(ints, uints)
	s := []string{"a", "b"}
	hs := unsafe.Slice((*[2]uintptr)(unsafe.Pointer(&s[0])), 2)
	hs[0], hs[1] = hs[1], hs[0]
	fmt.Println(s)
}
