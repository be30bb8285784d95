package main

import (
	"fmt"
	"unsafe"
)

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	last := (*byte)(unsafe.Pointer(^uintptr(0)))
	two := (*uint64)(unsafe.Pointer(^uintptr(15)))
	n := 2
	try("one", func() { fmt.Println(len(unsafe.Slice(last, 1))) })
	try("two", func() { _ = unsafe.Slice(last, n) })
	try("words", func() { fmt.Println(len(unsafe.Slice(two, n))) })
	try("more words", func() { _ = unsafe.Slice(two, n+1) })
	try("string", func() { _ = unsafe.String(last, n) })
	try("nothing", func() { fmt.Println(len(unsafe.Slice(last, 0))) })
}
