// *(*string)(unsafe.Pointer(&b)): the first two words of a slice are a string.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	b := []byte("mutable")
	s := *(*string)(unsafe.Pointer(&b))
	fmt.Println(s, len(s), unsafe.StringData(s) == &b[0])
	b[0] = 'M'
	fmt.Println(s)
	b = append(b[:1], "ore"...)
	fmt.Println(s, string(b))
	b = b[:2]
	t := *(*string)(unsafe.Pointer(&b))
	fmt.Println(t, s)
	c := string(b)
	b[1] = '!'
	fmt.Println(c, t, s)
}
