// Strings are bytes; indexing, slicing, comparing.
package main

import (
	"fmt"
	"strings"
)

func main() {
	s := "héllo, 世界"
	fmt.Println(len(s), s[1], s[1:3], s[len(s)-3:], s[:0] == "")
	for i, r := range s {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println()
	for i := range "abc" {
		fmt.Print(i)
	}
	fmt.Println("a" < "b", "Z" < "a", "abc" < "abd", "ab" < "abc", "" < "a", "é" > "z")
	bad := "a\xffb\xe4\xb8"
	for i, r := range bad {
		fmt.Printf("%d %q %x|", i, r, r)
	}
	fmt.Println(len([]rune(bad)), []byte(bad))
	t := s + "!" + string('x') + string([]byte{65, 66}) + string([]rune{0x4e16, 'y', -1})
	t += "z"
	fmt.Println(t, `raw\n"quoted"`, "tab\tq\"\\\x41\u00e9\U0001F600\101")
	b := []byte(t)
	b[0] = 'H'
	fmt.Println(string(b[:5]), t[:5], strings.Compare(t, string(b)))
}
