// Every function of math/cmplx, bit for bit.
package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/cmplx"
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

func outp(a ...any) { fmt.Fprint(sum, a...) }

var seq = uint64(88172645463325252)

func rnd() uint64 {
	seq ^= seq << 13
	seq ^= seq >> 7
	seq ^= seq << 17
	return seq * 2685821657736338717
}
func num() float64 {
	switch rnd() >> 60 {
	case 0:
		return math.Float64frombits(rnd())
	case 1, 2, 3, 4:
		return float64(int64(rnd())) / (1 << 63) * []float64{1, 2, 4, 10, 100, 700, 0.1, 1e-5, 1e12}[rnd()%9]
	case 5, 6:
		return []float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), 1, -1, 0.5, -0.5, math.MaxFloat64, math.Pi, math.Pi / 2, -math.Pi / 4, 1e300, 5e-324}[rnd()%15]
	default:
		return math.Ldexp(1+float64(rnd()>>12)/(1<<52), int(rnd()%40)-20) * float64(1-2*int(rnd()&1))
	}
}
func b(f float64) uint64 {
	if f != f {
		return 1
	}
	return math.Float64bits(f)
}
func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			out(r)
		}
	}()
	f()
}
func main() {
	f := []func(complex128) complex128{cmplx.Acos, cmplx.Acosh, cmplx.Asin, cmplx.Asinh, cmplx.Atan, cmplx.Atanh, cmplx.Conj, cmplx.Cos, cmplx.Cosh, cmplx.Cot, cmplx.Exp, cmplx.Log, cmplx.Log10, cmplx.Sin, cmplx.Sinh, cmplx.Sqrt, cmplx.Tan, cmplx.Tanh}
	for i := 0; i < 400; i++ {
		z := complex(num(), num())
		w := complex(num(), num())
		outp(z)
		for j, g := range f {
			r := g(z)
			outf(" %d:%x,%x", j, b(real(r)), b(imag(r)))
		}
		try(func() { p := cmplx.Pow(z, w); outf(" %x %x", b(real(p)), b(imag(p))) })
		r, th := cmplx.Polar(z)
		q := cmplx.Rect(real(z), imag(z))
		out(b(r), b(th), b(real(q)), b(imag(q)), cmplx.IsInf(z), cmplx.IsNaN(z), b(cmplx.Abs(z)), b(cmplx.Phase(z)))
	}

	fmt.Printf("%d %x\n", lines, sum.Sum64())
}
