// Sign, exponent and mantissa of float64.
package main

import (
	"fmt"
	"math"
	"unsafe"
)

func show(f float64) {
	u := math.Float64bits(f)
	if u != *(*uint64)(unsafe.Pointer(&f)) {
		panic("two views differ")
	}
	fmt.Printf("%v sign %d exponent %d (%d) mantissa %013x\n", f, u>>63, u>>52&0x7ff, int(u>>52&0x7ff)-1023, u&(1<<52-1))
}
func main() {
	for _, f := range []float64{0, math.Copysign(0, -1), 1, -1, 0.1, 1.5, 2, 1e300, 5e-324, 2.2250738585072014e-308, math.MaxFloat64, math.Inf(1), math.Inf(-1), math.Pi} {
		show(f)
	}
	u := math.Float64bits(1.0)
	for _, d := range []uint64{1, 1 << 51, 1 << 52, 1 << 63} {
		v := u ^ d
		fmt.Println(*(*float64)(unsafe.Pointer(&v)), math.Float64frombits(v))
	}
	n := math.NaN()
	fmt.Println(n == n, math.Float64bits(n) == math.Float64bits(n), math.Float64bits(n)>>52&0x7ff)
	f, back := 0.1, 0.0
	*(*uint64)(unsafe.Pointer(&back)) = math.Float64bits(f)
	fmt.Println(back == f)
}
