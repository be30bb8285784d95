// Complex arithmetic and parts.
package main

import (
	"fmt"
)

func main() {
	a := complex(1, 2)
	b := 3 - 4i
	fmt.Println(a+b, a-b, a*b, a/b, -a)
	fmt.Println(real(a), imag(b), a == complex(1, 2), a != b)
	var c complex64 = complex64(a)
	c *= c
	fmt.Println(c, real(c), a*2, b*1i)
	fmt.Printf("%v %.2f %T %T\n", a, b, c, real(c))
	const k = 1i * 1i
	fmt.Println(k, real(k), int(real(k)))
	m := map[complex128]string{a: "a", b: "b"}
	fmt.Println(m[1+2i], m[3-4i])
}
