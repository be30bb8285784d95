// Trigonometric and hyperbolic functions and their inverses.

package cmplx

import (
	"math"
	"math/bits"
)

// sinhcosh is the hyperbolic sine and cosine of x.
func sinhcosh(x float64) (sh, ch float64) {
	if math.Abs(x) <= 0.5 {
		return math.Sinh(x), math.Cosh(x)
	}
	e := math.Exp(x)
	inverse := 0.5 / e
	e *= 0.5
	return e - inverse, e + inverse
}

// Sin is the sine of x.
func Sin(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && odd(re), inf(im) && odd(re):
		return complex(math.NaN(), im)
	case re == 0 && odd(im):
		return x
	}
	s, c := math.Sincos(re)
	sh, ch := sinhcosh(im)
	return complex(s*ch, c*sh)
}

// Cos is the cosine of x.
func Cos(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && odd(re):
		return complex(math.NaN(), -im*math.Copysign(0, re))
	case inf(im) && re == 0:
		return complex(math.Inf(1), -re*math.Copysign(0, im))
	case inf(im) && odd(re):
		return complex(math.Inf(1), math.NaN())
	case re == 0 && im != im:
		return complex(math.NaN(), 0)
	}
	s, c := math.Sincos(re)
	sh, ch := sinhcosh(im)
	return complex(c*ch, -s*sh)
}

// Sinh is the hyperbolic sine of x.
func Sinh(x complex128) complex128 { return overI(Sin(timesI(x))) }

// Cosh is the hyperbolic cosine of x.
func Cosh(x complex128) complex128 {
	if imag(x) == 0 && real(x) != real(x) {
		return complex(math.NaN(), imag(x))
	}
	return Cos(timesI(x))
}

// Tan is the tangent of x.
func Tan(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case inf(im) && odd(re):
		return complex(math.Copysign(0, re), math.Copysign(1, im))
	case inf(im):
		return complex(math.Copysign(0, math.Sin(2*re)), math.Copysign(1, im))
	case re == 0 && im != im:
		return x
	}
	d := math.Cos(2*re) + math.Cosh(2*im)
	if math.Abs(d) < 0.25 {
		d = coshMinusCos(x)
	}
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*re)/d, math.Sinh(2*im)/d)
}

// Tanh is the hyperbolic tangent of x.
func Tanh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case inf(re) && odd(im):
		return complex(math.Copysign(1, re), math.Copysign(0, im))
	case inf(re):
		return complex(math.Copysign(1, re), math.Copysign(0, math.Sin(2*im)))
	case im == 0 && re != re:
		return x
	}
	d := math.Cosh(2*re) + math.Cos(2*im)
	if d == 0 {
		return Inf()
	}
	return complex(math.Sinh(2*re)/d, math.Sin(2*im)/d)
}

// Cot is the cotangent of x.
func Cot(x complex128) complex128 {
	re, im := real(x), imag(x)
	d := math.Cosh(2*im) - math.Cos(2*re)
	if math.Abs(d) < 0.25 {
		d = coshMinusCos(x)
	}
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*re)/d, -math.Sinh(2*im)/d)
}

// coshMinusCos is cosh(2y) - cos(2x) by its series, where the difference
// would lose digits.
func coshMinusCos(z complex128) float64 {
	x := turn(math.Abs(2 * real(z)))
	y := math.Abs(2 * imag(z))
	x *= x
	y *= y
	xn, yn, fact, n, sum := 1.0, 1.0, 1.0, 0.0, 0.0
	grow := func() {
		n++
		fact *= n
		n++
		fact *= n
		xn *= x
		yn *= y
	}
	for {
		grow()
		sum += (yn + xn) / fact
		grow()
		t := (yn - xn) / fact
		sum += t
		if !(math.Abs(t/sum) > 0x1p-53) {
			return sum
		}
	}
}

// overPi holds the binary digits of 1/Pi.
var overPi = [...]uint64{
	0x0000000000000000, 0x517cc1b727220a94, 0xfe13abe8fa9a6ee0, 0x6db14acc9e21c820,
	0xff28b1d5ef5de2b0, 0xdb92371d2126e970, 0x0324977504e8c90e, 0x7f0ef58e5894d39f,
	0x74411afa975da242, 0x74ce38135a2fbf20, 0x9cc8eb1cc1a99cfa, 0x4e422fc5defc941d,
	0x8ffc4bffef02cc07, 0xf79788c5ad05368f, 0xb69b3f6793e584db, 0xa7a31fb34f2ff516,
	0xba93dd63f5f2f8bd, 0x9e839cfbc5294975, 0x35fdafd88fc6ae84, 0x2b0198237e3db5d5,
}

// turn takes the nearest multiple of Pi from x.
func turn(x float64) float64 {
	if math.Abs(x) < 1<<30 {
		// Pi in three parts, short enough for exact products.
		t := float64(int64(x/math.Pi + 0.5))
		return ((x - t*3.141592502593994) - t*1.5099578831723193e-07) - t*1.0780605716316238e-14
	}
	// Multiply x by just those digits of 1/Pi that decide about the fraction.
	b := math.Float64bits(x)
	exp := uint(b>>52&0x7ff) - 1023 - 52 + 64
	m := b&(1<<52-1) | 1<<52
	at, shift := exp/64, exp%64
	window := func(i uint) uint64 {
		return overPi[at+i]<<shift | overPi[at+i+1]>>(64-shift)
	}
	low, _ := bits.Mul64(window(2), m)
	midHi, midLo := bits.Mul64(window(1), m)
	lo, carry := bits.Add64(midLo, low, 0)
	hi := window(0)*m + midHi + carry
	zeros := uint(bits.LeadingZeros64(hi)) + 1
	hi = hi<<zeros | lo>>(64-zeros)
	f := math.Float64frombits(hi>>12 | uint64(1023-zeros)<<52)
	if f > 0.5 {
		f--
	}
	return math.Pi * f
}

// Asin is the arc sine of x.
func Asin(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && math.Abs(re) <= 1:
		return complex(math.Asin(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Asinh(im))
	case im != im:
		switch {
		case re == 0:
			return complex(re, math.NaN())
		case inf(re):
			return complex(math.NaN(), re)
		}
		return NaN()
	case inf(im):
		switch {
		case re != re:
			return x
		case inf(re):
			return complex(math.Copysign(math.Pi/4, re), im)
		}
		return complex(math.Copysign(0, re), im)
	case inf(re):
		return complex(math.Copysign(math.Pi/2, re), math.Copysign(re, im))
	}
	sq := x * x
	return overI(Log(timesI(x) + Sqrt(complex(1-real(sq), -imag(sq)))))
}

// Asinh is the inverse of Sinh.
func Asinh(x complex128) complex128 {
	if real(x) != real(x) && inf(imag(x)) {
		return complex(imag(x), math.NaN())
	}
	return timesI(Asin(overI(x)))
}

// Acos is the arc cosine of x.
func Acos(x complex128) complex128 {
	w := Asin(x)
	return complex(math.Pi/2-real(w), -imag(w))
}

// Acosh is the inverse of Cosh.
func Acosh(x complex128) complex128 {
	if x == 0 {
		return complex(0, math.Copysign(math.Pi/2, imag(x)))
	}
	w := Acos(x)
	if imag(w) <= 0 {
		return timesI(w)
	}
	return overI(w)
}

// Atan is the arc tangent of x.
func Atan(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0:
		return complex(math.Atan(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Atanh(im))
	case IsInf(x):
		if re != re {
			return complex(math.NaN(), math.Copysign(0, im))
		}
		return complex(math.Copysign(math.Pi/2, re), math.Copysign(0, im))
	case IsNaN(x):
		return NaN()
	}
	sq := re * re
	a := 1 - sq - im*im
	if a == 0 {
		return NaN()
	}
	w := turn(0.5 * math.Atan2(2*re, a))
	t := im - 1
	b := sq + t*t
	if b == 0 {
		return NaN()
	}
	t = im + 1
	return complex(w, 0.25*math.Log((sq+t*t)/b))
}

// Atanh is the inverse of Tanh.
func Atanh(x complex128) complex128 { return overI(Atan(timesI(x))) }
