// Slices share arrays until they grow.
package main

import (
	"fmt"
)

func main() {
	a := []int{1, 2, 3, 4, 5}
	b := a[1:3]
	c := append(b, 99)
	fmt.Println(a, b, c, len(b), cap(b))
	d := append(b[:2:2], 77)
	fmt.Println(a, d, cap(b[:2:2]))
	e := append([]int(nil), a...)
	e[0] = -1
	fmt.Println(a[0], e[0])
	n := copy(a, a[2:])
	fmt.Println(n, a)
	n = copy(a[1:], a)
	fmt.Println(n, a, copy([]byte("xyz"), "ab"))
	var nilS []int
	empty := []int{}
	fmt.Println(nilS == nil, empty == nil, len(nilS), cap(empty), nilS[:0] == nil)
	clear(a[:2])
	fmt.Println(a, min(3, 1, 2), max(2.5, 1), min("b", "a"))
	s2 := [][]int{{1}, {2, 3}}
	s2[0] = append(s2[0], 5)
	fmt.Println(s2, append([]byte("a"), "bc"...))
	x := a[:0]
	for _, v := range a {
		if v != 0 {
			x = append(x, v)
		}
	}
	fmt.Println(x, a)
}
