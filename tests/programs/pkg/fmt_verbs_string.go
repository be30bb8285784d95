// String verbs, padding, precision, quoting.
package main

import (
	"errors"
	"fmt"
)

func main() {
	s := "héllo\n\t\"世界\"\x00\xff"
	fmt.Printf("%s|%q|%+q|%x|% x|%#q\n", s, s, s, s, s, "plain")
	fmt.Printf("%10s|%-10s|%.3s|%10.2s|%-8.4q|%05s\n", "go", "go", "héllo", "abc", "quoted", "x")
	fmt.Printf("%s %v %q %x\n", []byte("bytes"), []byte("ab"), []byte("q"), []byte{1, 255})
	fmt.Printf("%s %q %v\n", []string{"a b", "c"}, []string{"a b", "c"}, []string{"a b", "c"})
	fmt.Printf("%s|%v|%d\n", errors.New("err"), errors.New("err"), &[]int{1})
	fmt.Printf("%t %v %p %v\n", true, nil, nil, []any{nil, 1, "x"})
	fmt.Printf("%c%c %U %s\n", 0x4e16, 0x1F600, '⌘', string([]rune{9731}))
	fmt.Printf("%6.3v|%-6v|%06d|%x|%X\n", "abcdef", 12, -12, "", []string{"ab", "c"})
}
