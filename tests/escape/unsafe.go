package main

import "unsafe"

type header struct {
	data unsafe.Pointer
	n    int
}

func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func cast(b []byte) string { return *(*string)(unsafe.Pointer(&b)) }

func bytes(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

func moved(p *int) *int { return (*int)(unsafe.Add(unsafe.Pointer(p), 8)) }

func number(p *int) uintptr { return uintptr(unsafe.Pointer(p)) }

func back(p *int) *int { return (*int)(unsafe.Pointer(uintptr(unsafe.Pointer(p)) + 8)) }

func bits(f float64) uint64 { return *(*uint64)(unsafe.Pointer(&f)) }

func lost() uintptr {
	x := 1
	return uintptr(unsafe.Pointer(&x))
}

func main() {
	text(nil)
	cast(nil)
	bytes("")
	x := [2]int{}
	moved(&x[0])
	number(&x[0])
	back(&x[0])
	bits(1)
	lost()
	_ = header{}
}
