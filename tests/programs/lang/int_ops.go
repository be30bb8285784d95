// Bit operations and precedence.
package main

import (
	"fmt"
)

func main() {
	a, b := 0b1100, 0b1010
	fmt.Println(a&b, a|b, a^b, a&^b, ^a, +a, -a)
	fmt.Println(1+2*3<<1, 7&3+1, 10-4-3, 100/10/5, 2*3%4)
	fmt.Println(a<<2>>1, uint8(a)<<5, int8(-100)>>3, uint8(200)>>3)
	a |= 1
	a &= 0xd
	a ^= 0xff
	a <<= 2
	a >>= 1
	a &^= 2
	a %= 1000
	fmt.Println(a, 0x_FF, 0o17, 017, 1_000_000, 0b1010_1010)
	x, y := 5, 7
	x, y = y, x
	fmt.Println(x, y, x > y == true, !(x < y) || false && true)
}
