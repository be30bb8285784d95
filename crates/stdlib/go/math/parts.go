// Taking numbers apart, and rounding.

package math

// normal is x as a normal number times a power of two.
func normal(x float64) (y float64, exp int) {
	if Abs(x) < minNormal {
		return x * (1 << 52), -52
	}
	return x, 0
}

// Frexp is f as a fraction in [1/2, 1) and a power of two.
func Frexp(f float64) (frac float64, exp int) {
	if f == 0 || f != f || IsInf(f, 0) {
		return f, 0
	}
	f, exp = normal(f)
	b := Float64bits(f)
	exp += int(b>>fracBits&expMask) - (bias - 1)
	return Float64frombits(b&^(expMask<<fracBits) | (bias-1)<<fracBits), exp
}

// Ldexp is frac times a power of two.
func Ldexp(frac float64, exp int) float64 {
	if frac == 0 || frac != frac || IsInf(frac, 0) {
		return frac
	}
	frac, e := normal(frac)
	b := Float64bits(frac)
	exp += e + int(b>>fracBits&expMask) - bias
	switch {
	case exp < -1075:
		return Copysign(0, frac)
	case exp > bias:
		return Copysign(Inf(1), frac)
	}
	scale := 1.0
	if exp < -1022 {
		// Subnormal: let the multiplication round.
		exp += 53
		scale = 0x1p-53
	}
	return scale * Float64frombits(b&^(expMask<<fracBits)|uint64(exp+bias)<<fracBits)
}

// Modf is f as a whole number and a fraction.
func Modf(f float64) (integer float64, fractional float64) {
	integer = Trunc(f)
	return integer, Copysign(f-integer, f)
}

func ilogb(x float64) int {
	x, e := normal(x)
	return int(Float64bits(x)>>fracBits&expMask) - bias + e
}

// Logb is the binary exponent of x.
func Logb(x float64) float64 {
	switch {
	case x == 0:
		return Inf(-1)
	case IsInf(x, 0):
		return Inf(1)
	case x != x:
		return x
	}
	return float64(ilogb(x))
}

// Ilogb is the binary exponent of x as an integer.
func Ilogb(x float64) int {
	switch {
	case x == 0:
		return MinInt32
	case x != x || IsInf(x, 0):
		return MaxInt32
	}
	return ilogb(x)
}

// Nextafter is the float64 next to x on the way to y.
func Nextafter(x, y float64) (r float64) {
	switch {
	case x != x || y != y:
		return NaN()
	case x == y:
		return x
	case x == 0:
		return Copysign(SmallestNonzeroFloat64, y)
	case (y > x) == (x > 0):
		return Float64frombits(Float64bits(x) + 1)
	}
	return Float64frombits(Float64bits(x) - 1)
}

// Nextafter32 is the float32 next to x on the way to y.
func Nextafter32(x, y float32) (r float32) {
	switch {
	case x != x || y != y:
		return float32(NaN())
	case x == y:
		return x
	case x == 0:
		return float32(Copysign(SmallestNonzeroFloat32, float64(y)))
	case (y > x) == (x > 0):
		return Float32frombits(Float32bits(x) + 1)
	}
	return Float32frombits(Float32bits(x) - 1)
}

// Round is the nearest whole number, halves away from zero.
func Round(x float64) float64 {
	b := Float64bits(x)
	switch e := uint(b>>fracBits) & expMask; {
	case e < bias-1:
		b &= signBit
	case e == bias-1:
		b = b&signBit | bias<<fracBits
	case e < bias+fracBits:
		// The carry out of the fraction goes into the exponent, as it should.
		e -= bias
		b += 1 << (fracBits - 1) >> e
		b &^= fracMask >> e
	}
	return Float64frombits(b)
}

// RoundToEven is the nearest whole number, halves to the even one.
func RoundToEven(x float64) float64 {
	b := Float64bits(x)
	e := uint(b>>fracBits) & expMask
	switch {
	case e >= bias+fracBits:
	case e >= bias:
		e -= bias
		b += (1<<(fracBits-1) - 1 + b>>(fracBits-e)&1) >> e
		b &^= fracMask >> e
	case e == bias-1 && b&fracMask != 0:
		b = b&signBit | bias<<fracBits
	default:
		b &= signBit
	}
	return Float64frombits(b)
}
