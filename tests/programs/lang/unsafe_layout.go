// Sizes, alignments and offsets as gc lays them out.
package main

import (
	"fmt"
	"sync"
	"unsafe"
)

type a struct {
	b bool
	i int64
	c byte
}
type b struct {
	i int64
	b bool
	c byte
}
type c struct {
	s  string
	e  any
	sl []int
	m  map[int]int
	ch chan int
	f  func()
	p  *int
	ar [3]int16
	z  struct{}
}
type d struct {
	x int32
	y complex128
	z complex64
	w float32
}

func main() {
	fmt.Println(unsafe.Sizeof(a{}), unsafe.Alignof(a{}), unsafe.Offsetof(a{}.i), unsafe.Offsetof(a{}.c))
	fmt.Println(unsafe.Sizeof(b{}), unsafe.Offsetof(b{}.c))
	var x c
	fmt.Println(unsafe.Sizeof(x), unsafe.Offsetof(x.e), unsafe.Offsetof(x.sl), unsafe.Offsetof(x.m), unsafe.Offsetof(x.ar), unsafe.Offsetof(x.z))
	fmt.Println(unsafe.Sizeof(d{}), unsafe.Offsetof(d{}.y), unsafe.Offsetof(d{}.w))
	fmt.Println(unsafe.Sizeof(sync.Mutex{}), unsafe.Sizeof(sync.WaitGroup{}), unsafe.Sizeof(int(0)), unsafe.Sizeof(uintptr(0)))
	const size = unsafe.Sizeof([10]a{})
	fmt.Println(size, unsafe.Sizeof(""), unsafe.Sizeof([]int{}), unsafe.Sizeof(struct{}{}), unsafe.Alignof(int16(0)))
}
