// An append without room moves one owner away; with room both see the write.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	a := []int{1, 2, 3}
	b := append(a, 4)
	b[0] = 100
	fmt.Println(a, b)
	c := make([]int, 3, 8)
	d := append(c, 4)
	e := append(c, 5)
	d[0] = 100
	fmt.Println(c, d, e, &c[0] == &d[0], &d[3] == &e[3])
	s := []byte("shared")
	str := unsafe.String(&s[0], len(s))
	t := append(s[:len(s):len(s)], '!')
	t[0] = 'S'
	fmt.Println(str, string(s), string(t), &s[0] == &t[0])
	u := append(s[:2], 'x')
	fmt.Println(str, string(u), &s[0] == &u[0])
	s = append(s[:6:6], "long enough to move it all"...)
	s[1] = 'H'
	fmt.Println(str, string(s))
}
