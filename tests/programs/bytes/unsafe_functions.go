package main

import (
	"fmt"
	"unsafe"
)

type T struct {
	a bool
	b int64
	c bool
	d string
	e []int
	f any
	g [3]int16
	h struct{}
}

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(r)
		}
	}()
	f()
}

const sz = unsafe.Sizeof(T{})

type E struct {
	T
	x int
}

func main() {
	var t T
	fmt.Println(sz, unsafe.Alignof(t), unsafe.Alignof(t.g), unsafe.Offsetof(t.b), unsafe.Offsetof(t.c), unsafe.Offsetof(t.d), unsafe.Offsetof(t.e), unsafe.Offsetof(t.f), unsafe.Offsetof(t.g), unsafe.Offsetof(t.h))
	var e E
	fmt.Println(unsafe.Offsetof(e.T), unsafe.Offsetof(e.x), unsafe.Offsetof(e.c))
	a := [5]int{1, 2, 3, 4, 5}
	p := unsafe.Pointer(&a[0])
	q := (*int)(unsafe.Add(p, 16))
	fmt.Println(*q, *(*int)(unsafe.Pointer(uintptr(p) + 8)))
	s := unsafe.Slice(&a[1], 3)
	fmt.Println(s, len(s), cap(s))
	fmt.Println(*unsafe.SliceData(s), unsafe.SliceData([]int(nil)) == nil)
	b := []byte("hello")
	str := unsafe.String(&b[1], 3)
	fmt.Println(str)
	b[1] = 'E'
	fmt.Println(str, *unsafe.StringData("xyz"))
	fmt.Println(unsafe.Slice((*int)(nil), 0) == nil, unsafe.String(nil, 0) == "")
	n := -1
	try(func() { _ = unsafe.Slice(&a[0], n) })
	try(func() { _ = unsafe.Slice((*int)(nil), 1+len(a)) })
	try(func() { _ = unsafe.String(&b[0], n) })
	try(func() { _ = unsafe.String(nil, len(b)) })
	u := uint64(1) << 62
	try(func() { _ = unsafe.Slice(&a[0], u) })
	f := 1.5
	fmt.Printf("%#x\n", *(*uint64)(unsafe.Pointer(&f)))
	type hdr struct {
		data     unsafe.Pointer
		len, cap int
	}
	h := (*hdr)(unsafe.Pointer(&s))
	fmt.Println(h.len, h.cap, h.data == unsafe.Pointer(&a[1]))
	h.len = 2
	fmt.Println(s)
	var z struct{}
	var zz [0]int
	fmt.Println(unsafe.Sizeof(z), unsafe.Sizeof(zz), unsafe.Sizeof(struct {
		a int32
		b struct{}
	}{}), unsafe.Sizeof(uintptr(0)), unsafe.Sizeof(""), unsafe.Sizeof(any(nil)), unsafe.Sizeof(func() {}), unsafe.Sizeof(map[int]int{}), unsafe.Sizeof(complex64(0)))
	const c = len([unsafe.Sizeof(t)]int{})
	fmt.Println(c)
	arr := (*[3]int)(a[:3])
	arr[0] = 100
	fmt.Println(a[0], [2]int(a[3:]))
	try(func() { _ = (*[4]int)(a[:3]) })
	try(func() { _ = [4]int(a[:n+2]) })
	var ns []int
	fmt.Println((*[0]int)(ns) == nil, (*[0]int)(a[:0]) == nil, [0]int(ns))
	x := new(int64)
	*(*int32)(unsafe.Add(unsafe.Pointer(x), 4)) = 1
	fmt.Println(*x)
	pp := (**int)(unsafe.Pointer(&q))
	**pp = 77
	fmt.Println(a)
}
