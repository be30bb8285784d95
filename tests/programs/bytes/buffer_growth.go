// Capacity of a bytes.Buffer as it grows, is read and grows again.
package main

import (
	"bytes"
	"fmt"
	"unsafe"
)

func main() {
	var b bytes.Buffer
	last := -1
	for i := range 5000 {
		b.WriteByte('x')
		if b.Cap() != last {
			last = b.Cap()
			fmt.Print(i, ":", last, " ")
		}
	}
	fmt.Println()
	b.Next(4000)
	fmt.Println(b.Len(), b.Cap(), b.Available())
	b.Grow(3000)
	fmt.Println(b.Len(), b.Cap(), b.Available())
	for _, n := range []int{1, 32, 64, 65, 100, 513, 2000} {
		var w, g bytes.Buffer
		w.Write(make([]byte, n))
		g.Grow(n)
		fmt.Println(n, w.Cap(), g.Cap())
	}
	n := bytes.NewBufferString("hello")
	fmt.Println(n.Cap() >= 5, unsafe.Sizeof(*n))
	view := n.Bytes()
	view[0] = 'J'
	fmt.Println(n.String())
}
