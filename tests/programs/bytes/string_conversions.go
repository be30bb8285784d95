// Conversions between strings, bytes and runes copy.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	s := "héllo, 世界\xff"
	b, r := []byte(s), []rune(s)
	fmt.Println(len(s), len(b), len(r), b, r)
	b[0], r[1] = 'H', 'e'
	fmt.Println(s, string(b), string(r), s == string(b))
	fmt.Println(len(string(r)), string(rune(0x10FFFF+1)) == "\uFFFD", string(rune(-1)))
	type mine []byte
	type text string
	m := mine(text("abc"))
	m[0] = 'x'
	fmt.Println(text(m), string(m))
	var n []byte
	fmt.Println(string(n) == "", []byte("") == nil, len([]byte("")), []rune("") == nil)
	fmt.Println(unsafe.StringData(string(b)) == &b[0])
}
