// Functions of package math.
package main

import (
	"fmt"
	"math"
)

func main() {
	for _, x := range []float64{0.5, 2, -1.7, 100} {
		fmt.Printf("%.10g %.10g %.10g %.10g %.10g %.10g\n", math.Sqrt(math.Abs(x)), math.Sin(x), math.Cos(x), math.Exp(x/10), math.Log(math.Abs(x)), math.Atan(x))
		fmt.Println(math.Floor(x), math.Ceil(x), math.Round(x), math.Trunc(x), math.RoundToEven(x))
	}
	fmt.Printf("%.10g %.10g %.10g %.10g %.10g %.10g\n", math.Pow(2, 0.5), math.Hypot(3, 4), math.Cbrt(27), math.Tan(1), math.Log2(8), math.Log10(1000))
	fmt.Println(math.Mod(7, -3), math.Max(1, math.NaN()), math.Min(-0.0, 1), math.Inf(1), math.IsInf(math.Inf(-1), -1), math.IsNaN(math.NaN()))
	fmt.Println(math.Pi, math.E, math.MaxInt32, math.MinInt64, uint64(math.MaxUint64), math.MaxInt8)
	fmt.Println(math.Modf(3.25))
	fmt.Println(math.Frexp(8))
	fmt.Println(math.Ldexp(0.5, 4), math.Float64bits(1), math.Float32bits(1), math.Float64frombits(0x4009_21FB_5444_2D18), math.Signbit(-1), math.Copysign(3, -1))
	fmt.Printf("%.8f %.8f %.8f %.8f\n", math.Asin(0.5), math.Atan2(1, -1), math.Sinh(1), math.Gamma(5))
}
