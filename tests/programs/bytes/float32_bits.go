// Sign, exponent and mantissa of float32.
package main

import (
	"fmt"
	"math"
	"unsafe"
)

func main() {
	for _, f := range []float32{0, 1, -2.5, 0.1, 1e-45, 1.1754944e-38, math.MaxFloat32, float32(math.Inf(-1)), 16777216, 16777217} {
		u := math.Float32bits(f)
		fmt.Printf("%v %d %d %06x %v\n", f, u>>31, int(u>>23&0xff)-127, u&(1<<23-1), *(*[4]byte)(unsafe.Pointer(&f)))
	}
	c := complex(1.5, -2)
	fmt.Println(*(*[2]float64)(unsafe.Pointer(&c)))
	d := complex64(c)
	fmt.Printf("%x\n", *(*[2]uint32)(unsafe.Pointer(&d)))
	// A signalling pattern goes through memory as it is.
	u := uint32(0x7f800001)
	f := *(*float32)(unsafe.Pointer(&u))
	fmt.Printf("%x %v\n", *(*uint32)(unsafe.Pointer(&f)), f != f)
}
