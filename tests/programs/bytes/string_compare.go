// Strings compare by content, with zero bytes and bytes that are no UTF-8.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	b := []byte{'a', 0, 'b', 0xff}
	s := unsafe.String(&b[0], 4)
	fmt.Println(s == "a\x00b\xff", len(s), s > "a", s < "b", s == "a\x00b\xfe")
	t := string(b)
	fmt.Println(s == t, unsafe.StringData(s) == unsafe.StringData(t), any(s) == any(t))
	b[3] = 0xfe
	fmt.Println(s == t, s < t, max(s, t) == t)
	switch s {
	case "a\x00b\xfe":
		fmt.Println("switch sees the bytes of now")
	}
	for i, r := range s {
		fmt.Print(i, ":", r, " ")
	}
	fmt.Println(s[1:2] == "\x00", s[:0] == "", len(s[4:]))
}
