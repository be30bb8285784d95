// Package cmplx holds functions of complex numbers.
//
// Results agree bit for bit with those of the gc toolchain on amd64.
package cmplx

import "math"

// Abs is the distance of x from 0.
func Abs(x complex128) float64 { return math.Hypot(real(x), imag(x)) }

// Phase is the angle of x, in [-Pi, Pi].
func Phase(x complex128) float64 { return math.Atan2(imag(x), real(x)) }

// Polar is Abs and Phase.
func Polar(x complex128) (r, θ float64) { return Abs(x), Phase(x) }

// Rect is the inverse of Polar.
func Rect(r, θ float64) complex128 {
	s, c := math.Sincos(θ)
	return complex(r*c, r*s)
}

// Conj is x with the sign of its imaginary part changed.
func Conj(x complex128) complex128 { return complex(real(x), -imag(x)) }

// Inf is infinite in both parts.
func Inf() complex128 { return complex(math.Inf(1), math.Inf(1)) }

// NaN is not a number in both parts.
func NaN() complex128 { return complex(math.NaN(), math.NaN()) }

func inf(x float64) bool { return math.IsInf(x, 0) }

// odd reports whether x is infinite or not a number.
func odd(x float64) bool { return x-x != 0 }

// IsInf reports whether a part of x is infinite.
func IsInf(x complex128) bool { return inf(real(x)) || inf(imag(x)) }

// IsNaN reports whether a part of x is not a number and none is infinite.
func IsNaN(x complex128) bool {
	return !IsInf(x) && (real(x) != real(x) || imag(x) != imag(x))
}

// timesI and overI are i*x and x/i.
func timesI(x complex128) complex128 { return complex(-imag(x), real(x)) }
func overI(x complex128) complex128  { return complex(imag(x), -real(x)) }

// Sqrt is the square root of x with a real part >= 0.
func Sqrt(x complex128) complex128 {
	a, b := real(x), imag(x)
	switch {
	case b == 0:
		switch {
		case a == 0:
			return complex(0, b)
		case a < 0:
			return complex(0, math.Copysign(math.Sqrt(-a), b))
		}
		return complex(math.Sqrt(a), b)
	case inf(b):
		return complex(math.Inf(1), b)
	case a == 0:
		r := math.Sqrt(0.5 * math.Abs(b))
		return complex(r, math.Copysign(r, b))
	}
	// Scale by a power of 4, away from the ends of the range.
	scale := 0x1p-27
	if math.Abs(a) > 4 || math.Abs(b) > 4 {
		a *= 0.25
		b *= 0.25
		scale = 2
	} else {
		a *= 0x1p54
		b *= 0x1p54
	}
	r := math.Hypot(a, b)
	var t float64
	if a > 0 {
		t = math.Sqrt(0.5*r + 0.5*a)
		r = scale * math.Abs((0.5*b)/t)
		t *= scale
	} else {
		r = math.Sqrt(0.5*r - 0.5*a)
		t = scale * math.Abs((0.5*b)/r)
		r *= scale
	}
	if b < 0 {
		return complex(t, -r)
	}
	return complex(t, r)
}

// Exp is e to the power of x.
func Exp(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case inf(re) && re > 0 && im == 0:
		return x
	case inf(re) && odd(im):
		if re < 0 {
			return complex(0, math.Copysign(0, im))
		}
		return complex(math.Inf(1), math.NaN())
	case re != re && im == 0:
		return complex(math.NaN(), im)
	}
	return Rect(math.Exp(re), im)
}

// Log is the natural logarithm of x.
func Log(x complex128) complex128 { return complex(math.Log(Abs(x)), Phase(x)) }

// Log10 is the decimal logarithm of x.
func Log10(x complex128) complex128 {
	z := Log(x)
	return complex(math.Log10E*real(z), math.Log10E*imag(z))
}

// Pow is x to the power of y.
func Pow(x, y complex128) complex128 {
	a, b := real(y), imag(y)
	if x == 0 {
		switch {
		case IsNaN(y):
			return NaN()
		case a == 0:
			return 1
		case a > 0:
			return 0
		case a < 0 && b == 0:
			return complex(math.Inf(1), 0)
		case a < 0:
			return Inf()
		}
		panic("not reached")
	}
	size, angle := Polar(x)
	if size == 0 {
		return 0
	}
	r := math.Pow(size, a)
	θ := a * angle
	if b != 0 {
		r *= math.Exp(-b * angle)
		θ += b * math.Log(size)
	}
	return Rect(r, θ)
}
