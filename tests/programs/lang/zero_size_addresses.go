package main

import (
	"fmt"
	"runtime"
	"unsafe"
)

var x, y [0]int
var p, q = new([0]int), new(struct{})

func main() {
	fmt.Println(&x == p, &y == p, unsafe.Pointer(p) == unsafe.Pointer(q))
	m := map[string]int{}
	b := []byte("key")
	m[string(b)] = 1
	m["key"]++
	runtime.GC()
	fmt.Println(m)
}
