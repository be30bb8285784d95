// unsafe.Slice, SliceData and Add over one array.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	a := [6]uint16{1, 2, 3, 4, 5, 6}
	s := unsafe.Slice(&a[1], 3)
	fmt.Println(s, len(s), cap(s))
	s[0] = 20
	fmt.Println(a)
	s = append(s, 99)
	s[1] = 30
	fmt.Println(s, a)
	fmt.Println(*(*uint16)(unsafe.Add(unsafe.Pointer(&a), 10)), *(*uint16)(unsafe.Add(unsafe.Pointer(&a[5]), -4)))
	fmt.Println(unsafe.SliceData(a[2:]) == &a[2], unsafe.SliceData([]int(nil)) == nil, unsafe.SliceData([]int{}) == nil)
	fmt.Println(unsafe.SliceData(a[6:]) != nil, unsafe.SliceData(make([]int, 0, 4)) != nil)
	fmt.Println(unsafe.Slice((*int)(nil), 0) == nil, len(unsafe.Slice(&a[0], uint8(6))))
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(&a)), unsafe.Sizeof(a))
	fmt.Println(bytes)
}
