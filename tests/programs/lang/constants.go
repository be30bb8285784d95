// Untyped constants are exact, iota counts, types come late.
package main

import (
	"fmt"
)

func main() {
	const (
		KB = 1 << (10 * (iota + 1))
		MB
		GB
	)
	const (
		a, b = iota, iota * 10
		c, d
		_, _
		e, f
	)
	type day int
	const (
		sun day = iota
		mon
		tue
	)
	const huge = 1 << 200
	const pi = 3.14159265358979323846264338327950288419716939937510582097494459
	const s = "con" + "cat"
	const r = 'a' + 1
	fmt.Println(KB, MB, GB, a, b, c, d, e, f, sun, mon, tue)
	fmt.Println(huge>>195, huge/(huge-1), pi, float32(pi), len(s), s, r, string(rune(r)))
	const third = 1.0 / 3
	fmt.Println(third*3 == 1, 1.0/3*3, 5/2, 5/2.0, 'a'*2.0, 10/4*4.0)
	fmt.Printf("%T %T %T %T %T %T\n", r, pi, s, KB, 1i, tue)
	const mask = ^uint8(0)
	const min8 = -1 << 7
	fmt.Println(mask, int8(min8), len([...]int{9: 1}), uint64(1<<63))
}
