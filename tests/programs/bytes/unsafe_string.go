// unsafe.String over a slice: writes show in the string, a copy does not change.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	b := []byte("hello")
	s := unsafe.String(&b[0], len(b))
	c := string(b)
	b[0] = 'j'
	fmt.Println(s, c, s == c)
	sub := s[1:4]
	b[2] = 'L'
	fmt.Println(sub, s, c)
	fmt.Printf("%q %q\n", unsafe.String(&b[1], 2), unsafe.String(nil, 0))
	var n uint8 = 3
	fmt.Println(unsafe.String(&b[0], n), len(unsafe.String(&b[0], int64(4))))
	fmt.Println(unsafe.StringData(s) == unsafe.SliceData(b), unsafe.StringData(c) == unsafe.SliceData(b))
}
