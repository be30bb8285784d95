// Package math holds constants and functions of real numbers.
//
// Results agree bit for bit with those of the gc toolchain on amd64. The
// order of operations is part of that: rearranging a formula changes its last
// bit. Coefficients are those of FreeBSD's msun and of the Cephes library.
package math

const (
	E   = 2.71828182845904523536028747135266249775724709369995957496696763
	Pi  = 3.14159265358979323846264338327950288419716939937510582097494459
	Phi = 1.61803398874989484820458683436563811772030917980576286213544862

	Sqrt2   = 1.41421356237309504880168872420969807856967187537694807317667974
	SqrtE   = 1.64872127070012814684865078781416357165377610071014801157507931
	SqrtPi  = 1.77245385090551602729816748334114518279754945612238712821380779
	SqrtPhi = 1.27201964951406896425242246173749149171560804184009624861664038

	Ln2    = 0.693147180559945309417232121458176568075500134360255254120680009
	Log2E  = 1 / Ln2
	Ln10   = 2.30258509299404568401799145468436420760110148862877297603332790
	Log10E = 1 / Ln10
)

const (
	MaxFloat32             = 0x1p127 * (2 - 0x1p-23)
	SmallestNonzeroFloat32 = 0x1p-149
	MaxFloat64             = 0x1p1023 * (2 - 0x1p-52)
	SmallestNonzeroFloat64 = 0x1p-1074
)

const (
	MaxInt    = 1<<63 - 1
	MinInt    = -1 << 63
	MaxInt8   = 1<<7 - 1
	MinInt8   = -1 << 7
	MaxInt16  = 1<<15 - 1
	MinInt16  = -1 << 15
	MaxInt32  = 1<<31 - 1
	MinInt32  = -1 << 31
	MaxInt64  = 1<<63 - 1
	MinInt64  = -1 << 63
	MaxUint   = 1<<64 - 1
	MaxUint8  = 1<<8 - 1
	MaxUint16 = 1<<16 - 1
	MaxUint32 = 1<<32 - 1
	MaxUint64 = 1<<64 - 1
)

// How a float64 lies in memory.
const (
	nanBits  = 0x7ff8000000000001
	infBits  = 0x7ff << fracBits
	signBit  = 1 << 63
	fracBits = 52
	fracMask = 1<<fracBits - 1
	expMask  = 0x7ff
	bias     = 1023

	minNormal = 0x1p-1022
)

// What the machine does itself, because IEEE 754 defines it exactly or because
// it only moves bits.

// Float64bits is the memory of f.
func Float64bits(f float64) uint64

// Float64frombits is the inverse of Float64bits.
func Float64frombits(b uint64) float64

// Float32bits is the memory of f.
func Float32bits(f float32) uint32

// Float32frombits is the inverse of Float32bits.
func Float32frombits(b uint32) float32

// Abs is x without its sign.
func Abs(x float64) float64

// Sqrt is the square root of x.
func Sqrt(x float64) float64

// Floor is the greatest whole number <= x.
func Floor(x float64) float64

// Ceil is the least whole number >= x.
func Ceil(x float64) float64

// Trunc is x without its fraction.
func Trunc(x float64) float64

// FMA is x*y + z with only one rounding.
func FMA(x, y, z float64) float64

// fmod is the remainder of x/y for finite x, with the sign of x.
func fmod(x, y float64) float64

// Inf is infinity with the given sign.
func Inf(sign int) float64 {
	if sign < 0 {
		return Float64frombits(signBit | infBits)
	}
	return Float64frombits(infBits)
}

// NaN is not a number.
func NaN() float64 { return Float64frombits(nanBits) }

// IsNaN reports whether f is not a number.
func IsNaN(f float64) (is bool) { return f != f }

// IsInf reports whether f is infinite with the given sign; 0 stands for both.
func IsInf(f float64, sign int) bool {
	return sign >= 0 && f > MaxFloat64 || sign <= 0 && f < -MaxFloat64
}

// Signbit reports whether x is negative or -0.
func Signbit(x float64) bool { return Float64bits(x)>>63 != 0 }

// Copysign is f with the sign of sign.
func Copysign(f, sign float64) float64 {
	return Float64frombits(Float64bits(f)&^signBit | Float64bits(sign)&signBit)
}

// Dim is x-y, or 0 if that is negative.
func Dim(x, y float64) float64 {
	d := x - y
	if d <= 0 {
		return 0
	}
	return d
}

// Max is the greater of x and y. +Inf wins over NaN, 0 over -0.
func Max(x, y float64) float64 {
	if x > y || y > x {
		if x > y {
			return x
		}
		return y
	}
	if x == y {
		if x == 0 && Signbit(x) {
			return y
		}
		return x
	}
	if IsInf(x, 1) || IsInf(y, 1) {
		return Inf(1)
	}
	return NaN()
}

// Min is the lesser of x and y. -Inf wins over NaN, -0 over 0.
func Min(x, y float64) float64 {
	if x < y || y < x {
		if x < y {
			return x
		}
		return y
	}
	if x == y {
		if x == 0 && Signbit(y) {
			return y
		}
		return x
	}
	if IsInf(x, -1) || IsInf(y, -1) {
		return Inf(-1)
	}
	return NaN()
}

// Hypot is Sqrt(p*p + q*q) without overflow in between.
func Hypot(p, q float64) float64 {
	p, q = Abs(p), Abs(q)
	switch {
	case p > MaxFloat64 || q > MaxFloat64:
		return Inf(1)
	case p != p || q != q:
		return NaN()
	case p < q:
		p, q = q, p
	}
	if p == 0 {
		return 0
	}
	q /= p
	return p * Sqrt(1+q*q)
}

// Cbrt is the cube root of x.
func Cbrt(x float64) float64 {
	const (
		b1 = 715094163 << 32 // (682-0.03306235651)*2**20
		b2 = 696219795 << 32 // (664-0.03306235651)*2**20
		c  = 5.42857142857142815906e-01
		d  = -7.05306122448979611050e-01
		e  = 1.41428571428571436819e+00
		f  = 1.60714285714285720630e+00
		g  = 3.57142857142857150787e-01
	)
	if x == 0 || x != x || IsInf(x, 0) {
		return x
	}
	a := Abs(x)
	// A third of the exponent gives 5 bits.
	var t float64
	if a < minNormal {
		t = Float64frombits(Float64bits(0x1p54*a)/3 + b2)
	} else {
		t = Float64frombits(Float64bits(a)/3 + b1)
	}
	// A rational function gives 23, of which 20 are kept.
	r := t * t / a
	s := c + r*t
	t *= g + f/(s+e+d/s)
	t = Float64frombits(Float64bits(t)&(0xffffffffc<<28) + 1<<30)
	// A step of Newton's method gives the rest.
	s = t * t
	r = a / s
	w := t + t
	r = (r - t) / (w + r)
	return Copysign(t+t*r, x)
}

// Mod is the remainder of x/y, with the sign of x.
func Mod(x, y float64) float64 {
	if y == 0 || IsInf(x, 0) || x != x || y != y {
		return NaN()
	}
	return fmod(x, y)
}

// Remainder is x - n*y for the whole number n nearest to x/y, even in a tie.
func Remainder(x, y float64) float64 {
	switch {
	case x != x || y != y || IsInf(x, 0) || y == 0:
		return NaN()
	case IsInf(y, 0):
		return x
	}
	// -0 keeps its sign.
	r, y := x, Abs(y)
	minus := x < 0
	if minus {
		r = -r
	}
	switch {
	case r == y:
		return Copysign(0, x)
	case y <= MaxFloat64/2:
		r = fmod(r, y+y)
	}
	if y < 2*minNormal {
		// Half of y may be inexact.
		if r+r > y {
			r -= y
			if r+r >= y {
				r -= y
			}
		}
	} else if half := 0.5 * y; r > half {
		r -= y
		if r >= half {
			r -= y
		}
	}
	if minus {
		r = -r
	}
	return r
}
