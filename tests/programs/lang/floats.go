// Floating point arithmetic, special values and printing.
package main

import (
	"fmt"
	"math"
)

func main() {
	zero := 0.0
	inf, nan := 1/zero, zero/zero
	fmt.Println(inf, -inf, nan, nan == nan, nan < 1, inf > math.MaxFloat64)
	fmt.Println(0.1+0.2, float32(0.1)+float32(0.2), 1e21, 1e20, 1e-5, 123456789.0)
	fmt.Println(math.MaxFloat64, math.SmallestNonzeroFloat64, math.MaxFloat32)
	neg := -zero
	fmt.Println(neg, 1/math.Copysign(0, -1))
	f := float32(16777216.0)
	fmt.Println(f+1 == f, float64(f)+1)
	x := 1.0
	for i := 0; i < 5; i++ {
		x /= 3
	}
	fmt.Println(x, int(3.99+zero), int(-3.99+zero), 5.0/3)
	const big = 1 << 100
	fmt.Println(big>>98, float64(big), big/3.0)
}
