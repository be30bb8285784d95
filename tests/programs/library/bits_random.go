// Every function of math/bits on random words.
package main

import (
	"fmt"
	"hash/fnv"
	"math/bits"
)

// What the program prints goes into a sum; now and then it is shown.
var (
	sum   = fnv.New64a()
	lines int
)

func noted() {
	if lines++; lines%50 == 0 {
		fmt.Printf("%d %x\n", lines, sum.Sum64())
	}
}

func out(a ...any) {
	fmt.Fprintln(sum, a...)
	noted()
}

func outf(format string, a ...any) {
	fmt.Fprintf(sum, format, a...)
	noted()
}

var seq = uint64(12345)

func rnd() uint64 {
	seq ^= seq << 13
	seq ^= seq >> 7
	seq ^= seq << 17
	x := seq
	switch x % 5 {
	case 0:
		x >>= (x >> 40) % 64
	case 1:
		x = -(x >> ((x >> 40) % 64))
	case 2:
		x = 1 << ((x >> 40) % 64)
	}
	return x
}
func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			outf("%s: %v\n", name, r)
		}
	}()
	f()
}
func main() {
	for i := 0; i < 300; i++ {
		x, y, z := rnd(), rnd(), rnd()
		k := int(rnd()%200) - 100
		out(bits.LeadingZeros8(uint8(x)), bits.LeadingZeros16(uint16(x)), bits.LeadingZeros32(uint32(x)), bits.LeadingZeros(uint(x)), bits.TrailingZeros8(uint8(x)), bits.TrailingZeros16(uint16(x)), bits.TrailingZeros32(uint32(x)), bits.TrailingZeros(uint(x)), bits.OnesCount8(uint8(x)), bits.OnesCount16(uint16(x)), bits.OnesCount32(uint32(x)), bits.OnesCount(uint(x)), bits.Len8(uint8(x)), bits.Len16(uint16(x)), bits.Len32(uint32(x)))
		out(bits.RotateLeft(uint(x), k), bits.RotateLeft8(uint8(x), k), bits.RotateLeft16(uint16(x), k), bits.RotateLeft32(uint32(x), k), bits.Reverse(uint(x)), bits.Reverse8(uint8(x)), bits.Reverse16(uint16(x)), bits.Reverse32(uint32(x)), bits.ReverseBytes(uint(x)), bits.ReverseBytes16(uint16(x)), bits.ReverseBytes32(uint32(x)))
		out(bits.Add64(x, y, z&1))
		out(bits.Add32(uint32(x), uint32(y), uint32(z&1)))
		out(bits.Sub64(x, y, z&1))
		out(bits.Sub32(uint32(x), uint32(y), uint32(z&1)))
		out(bits.Mul(uint(x), uint(y)))
		out(bits.Mul32(uint32(x), uint32(y)))
		try("div", func() { out(bits.Div64(x, y, z)) })
		if z != 0 {
			out(bits.Div64(x%z, y, z))
		}
		try("div32", func() { out(bits.Div32(uint32(x), uint32(y), uint32(z))) })
		try("rem", func() { out(bits.Rem(uint(x), uint(y), uint(z))) })
		try("rem", func() { out(bits.Rem32(uint32(x), uint32(y), uint32(z))) })
	}
	try("dz", func() { bits.Div64(0, 1, 0) })
	try("dz", func() { bits.Rem64(0, 1, 0) })
	try("dz", func() { bits.Div32(0, 1, 0) })
	try("ov", func() { bits.Div32(3, 1, 2) })

	fmt.Printf("%d %x\n", lines, sum.Sum64())
}
