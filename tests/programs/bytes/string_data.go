// StringData of strings, substrings and literals.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	s := "abcdef"
	d := unsafe.StringData(s)
	fmt.Println(string(unsafe.Slice(d, 3)), cap(unsafe.Slice(d, 3)))
	fmt.Println(unsafe.StringData(s[3:]) == (*byte)(unsafe.Add(unsafe.Pointer(d), 3)))
	t := s
	fmt.Println(unsafe.StringData(t) == d)
	x := s[:2] + s[2:]
	fmt.Println(x == s, unsafe.StringData(x) == d)
	y := s + ""
	fmt.Println(unsafe.StringData(y) == d)
	b := []byte(s)
	b[0] = 'X'
	fmt.Println(s, string(b))
}
