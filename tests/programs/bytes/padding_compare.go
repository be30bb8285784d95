// Padding does not count in comparisons, in interfaces, in arrays or as map keys.
package main

import (
	"fmt"
	"unsafe"
)

type rec struct {
	a byte
	b int32
	c byte
}

func dirty(r *rec) {
	v := (*[unsafe.Sizeof(rec{})]byte)(unsafe.Pointer(r))
	v[1], v[2], v[3], v[9], v[10], v[11] = 1, 2, 3, 4, 5, 6
}
func main() {
	x, y := &rec{1, 2, 3}, &rec{1, 2, 3}
	dirty(x)
	fmt.Println(*x == *y)
	var i, j any = *x, *y
	fmt.Println(i == j, i != j)
	fmt.Println([2]rec{*x, *y} == [2]rec{*y, *x})
	m := map[rec]string{*x: "x"}
	m[*y] += "y"
	fmt.Println(len(m), m)
	a := map[any]int{*x: 1}
	a[*y]++
	fmt.Println(len(a), a[*x])
	y.c = 4
	fmt.Println(*x == *y, any(*x) == any(*y))
	_, ok := m[*y]
	fmt.Println(ok)
}
