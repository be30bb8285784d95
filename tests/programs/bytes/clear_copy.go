// copy with overlap, clear, and memory seen after them.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	b := []byte{0, 1, 2, 3, 4, 5, 6, 7}
	fmt.Println(copy(b[2:], b), b)
	b = []byte{0, 1, 2, 3, 4, 5, 6, 7}
	fmt.Println(copy(b, b[3:]), b, copy(b, "xy"), b, copy(b[:0], b))
	w := (*uint64)(unsafe.Pointer(&b[0]))
	clear(b[2:6])
	fmt.Printf("%#x %v\n", *w, b)
	s := make([]string, 2, 4)
	s[0], s[1] = "a", "b"
	clear(s[:1])
	fmt.Printf("%q %q\n", s, s[:4])
	a := [4]uint16{1, 2, 3, 4}
	clear(a[1:3])
	fmt.Println(a, *(*[8]byte)(unsafe.Pointer(&a)))
	m := map[float64]int{1: 1}
	nan := 0.0
	m[nan/nan] = 2
	clear(m)
	fmt.Println(len(m))
}
