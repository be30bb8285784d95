package main

import "unsafe"

type T struct {
	a int8
	b int64
}

func main() {
	var t T
	const off = unsafe.Offsetof(t.b)
	var arr [unsafe.Sizeof(t) - 16]int
	_ = arr[0]
	_ = unsafe.Offsetof(t)
	_ = unsafe.Offsetof(t.c)
	_ = unsafe.Sizeof()
	p := unsafe.Pointer(&t)
	q := (*int)(p)
	_ = p + 1
	_ = unsafe.Add(p, "x")
	_ = uintptr(q)
	_ = unsafe.Slice(t, 1)
	_ = unsafe.String("x", 1)
	var x [off]int = [4]int{}
}
