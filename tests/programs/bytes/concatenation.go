// Concatenation makes a new string, except when only one part has bytes.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	a, e := string([]byte("left")), string([]byte(""))
	x := a + e
	y := e + a + e
	z := a + a
	fmt.Println(unsafe.StringData(x) == unsafe.StringData(a), unsafe.StringData(y) == unsafe.StringData(a), unsafe.StringData(z) == unsafe.StringData(a))
	b := []byte("part")
	s := unsafe.String(&b[0], 4)
	c := s + "ner"
	b[0] = 'P'
	fmt.Println(s, c)
	s += "s"
	b[0] = 'X'
	fmt.Println(s)
}
