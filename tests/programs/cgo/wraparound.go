// C's integers have the sizes of amd64 Linux and wrap as Go's do.
package main

// #include <stdint.h>
import "C"

import (
	"fmt"
	"math"
)

func main() {
	var c C.char = 127
	c++
	var uc C.uchar = 255
	uc++
	var s C.short = math.MaxInt16
	s += 2
	var us C.ushort
	us--
	var i C.int = math.MaxInt32
	i++
	var u C.uint
	u -= 2
	var l C.long = math.MaxInt64
	l++
	var ul C.ulong
	ul--
	var ll C.longlong = math.MinInt64
	ll--
	var ull C.ulonglong = 1 << 63
	ull *= 2
	fmt.Println(c, uc, s, us, i, u, l, ul, ll, ull)
	fmt.Println(i/-1, -i, i*2, i>>31, uint32(i)>>31, ^i, i&^0xff)
	fmt.Println(C.int(7)/2, C.int(-7)/2, C.int(-7)%2, C.uint(7)%4)
	var f C.float = 1.0 / 3
	var d C.double = 1.0 / 3
	fmt.Println(f, d, float64(f) == float64(d), C.double(f) > d)
	var z C.size_t
	z--
	fmt.Println(z, uint64(z) == math.MaxUint64)
	a, b, e := C.uint8_t(250), C.int16_t(300), C.int8_t(-5)
	fmt.Println(e>>1, a+10, b*200, C.uint64_t(1)<<63, C.int32_t(1)<<30)
	big := 1 << 40
	fmt.Println(C.int(big+5), C.char(200+big), C.uint(-big-1), C.short(70000+big))
	fmt.Println(C.int(math.Trunc(-2.7)), int(d*12), C.float(16777217))
}
