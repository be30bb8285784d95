// An interface is a type and a data word: two of one type share the first, nil is all zero.
package main

import (
	"fmt"
	"unsafe"
)

type point struct{ x, y int32 }
type other struct{ x, y int32 }

func words(v any) [2]uintptr { return *(*[2]uintptr)(unsafe.Pointer(&v)) }
func main() {
	a, b, c := words(point{1, 2}), words(point{3, 4}), words(other{1, 2})
	fmt.Println(a[0] == b[0], a[0] == c[0], words(nil))
	var v any = point{5, 6}
	data := (*[2]unsafe.Pointer)(unsafe.Pointer(&v))[1]
	fmt.Println(*(*point)(data), *(*[2]int32)(data))
	var s any = "boxed"
	fmt.Println(*(*string)((*[2]unsafe.Pointer)(unsafe.Pointer(&s))[1]))
	var f any = 2.5
	fmt.Println(*(*float64)((*[2]unsafe.Pointer)(unsafe.Pointer(&f))[1]))
	p := &point{7, 8}
	var i any = p
	fmt.Println((*[2]unsafe.Pointer)(unsafe.Pointer(&i))[1] == unsafe.Pointer(p))
	m := map[int]int{1: 2}
	i = m
	fmt.Println((*[2]unsafe.Pointer)(unsafe.Pointer(&i))[1] == *(*unsafe.Pointer)(unsafe.Pointer(&m)))
	var n *point
	i = n
	fmt.Println(i == nil, words(i)[1], words(i)[0] != 0)
	c0 := words(i)
	i = (*point)(nil)
	fmt.Println(words(i) == c0)
}
