// Capacity of a strings.Builder as it grows.
package main

import (
	"fmt"
	"strings"
	"unsafe"
)

func main() {
	var b strings.Builder
	last := -1
	for i := range 5000 {
		b.WriteByte('x')
		if b.Cap() != last {
			last = b.Cap()
			fmt.Print(i, ":", last, " ")
		}
	}
	fmt.Println()
	for _, n := range []int{1, 5, 8, 10, 33, 100, 1000, 5000} {
		var g, w strings.Builder
		g.Grow(n)
		w.WriteString(strings.Repeat("y", n))
		c := w.Cap()
		w.Grow(n)
		w.WriteRune('é')
		fmt.Println(n, g.Cap(), c, w.Cap(), w.Len())
	}
	var z strings.Builder
	fmt.Println(z.Cap(), unsafe.Sizeof(z))
	z.WriteString("abc")
	s := z.String()
	z.WriteString("d")
	fmt.Println(s, unsafe.StringData(s) == unsafe.StringData(z.String()))
}
