// Package math/bits.
package main

import (
	"fmt"
	"math"
	"math/bits"
)

func main() {
	for _, x := range []uint{0, 1, 0b1011000, 1 << 63} {
		fmt.Println(bits.LeadingZeros(x), bits.TrailingZeros(x), bits.OnesCount(x), bits.Len(x), bits.Reverse8(uint8(x)), bits.RotateLeft64(uint64(x), 3))
	}
	fmt.Println(bits.Add64(math.MaxUint64, 1, 0))
	fmt.Println(bits.Sub64(0, 1, 0))
	fmt.Println(bits.Mul64(math.MaxUint64, math.MaxUint64))
	fmt.Println(bits.Div64(1, 0, 3))
	fmt.Println(bits.ReverseBytes32(0x01020304), bits.Reverse16(1), bits.UintSize, bits.Len8(200), bits.LeadingZeros32(1))
}
