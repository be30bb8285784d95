// Which functions of package bytes alias their argument.
package main

import (
	"bytes"
	"fmt"
)

var sink []byte

func main() {
	b := []byte("  one two three  ")
	sink = b
	t := bytes.TrimSpace(b)
	f := bytes.Fields(b)
	c := bytes.Clone(t)
	u := bytes.ToUpper(t)
	b[2] = 'O'
	fmt.Printf("%s %s %s %s\n", t, f[0], c, u)
	fmt.Println(cap(f[0]), cap(f[2]), cap(t) == len(b)-2, len(t))
	before, after, ok := bytes.Cut(t, []byte(" "))
	before[0] = '0'
	fmt.Printf("%s %s %v %d\n", b, after, ok, cap(before))
	s := bytes.Split(t, []byte(" "))
	s[0] = append(s[0], "XX"...)
	fmt.Printf("%s %s\n", b, s[0])
	fmt.Println(&bytes.TrimLeft(b, " ")[0] == &b[2], &bytes.TrimPrefix(b, []byte("x"))[0] == &b[0])
}
