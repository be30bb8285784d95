// The bits of a float64
//
// One bit of sign, eleven of exponent, fifty-two of mantissa. Seen as a uint64, each can be changed
// by itself; math.Float64bits does the same conversion, without unsafe in your program.
package main

import (
	"fmt"
	"math"
	"unsafe"
)

func main() {
	f := 1.0
	bits := (*uint64)(unsafe.Pointer(&f))
	// ◆ before: One: the exponent is at
	// its bias of 1023, the mantissa is
	// zero.
	*bits += 2 << 52
	// ◆ during: Two more in the exponent:
	// four times as much.
	*bits |= 1<<63 | 1<<51
	// ◆ after: The sign's bit, and the
	// mantissa's highest: minus one and a
	// half times four.
	fmt.Println(f, math.Float64bits(f) == *bits, math.Float64frombits(*bits))
}
