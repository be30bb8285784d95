// Factorials and powers with hand-made big integers.
package main

import (
	"fmt"
	"strings"
)

type big []uint32

func mul(a big, m uint32) big {
	var carry uint64
	out := make(big, 0, len(a)+1)
	for _, d := range a {
		carry += uint64(d) * uint64(m)
		out = append(out, uint32(carry%1e9))
		carry /= 1e9
	}
	if carry > 0 {
		out = append(out, uint32(carry))
	}
	return out
}

func (a big) String() string {
	var b strings.Builder
	fmt.Fprint(&b, a[len(a)-1])
	for i := len(a) - 2; i >= 0; i-- {
		fmt.Fprintf(&b, "%09d", a[i])
	}
	return b.String()
}

func main() {
	f := big{1}
	for i := uint32(1); i <= 60; i++ {
		f = mul(f, i)
		if i%20 == 0 {
			fmt.Println(i, f)
		}
	}
	p := big{1}
	for range 200 {
		p = mul(p, 2)
	}
	fmt.Println(p, len(p.String()))
}
