// Powers, logarithms and hyperbolic functions.

package math

const (
	ln2Hi = 6.93147180369123816490e-01
	ln2Lo = 1.90821492927058770002e-10

	// The largest number whose exponential is finite.
	maxExp = 7.09782712893383973096e+02
)

// Exp is e to the power of x.
//
// The steps, fused multiplications included, are those of the gc toolchain's
// code for amd64 processors that have them.
func Exp(x float64) float64 {
	const (
		// Adding and subtracting it rounds to a whole number.
		rounder = 0x1.8p52
		upper   = 0.69314718055966295651160180568695068359375
		lower   = 0.28235290563031577122588448175013436025525412068e-12
	)
	switch {
	case x != x || x > MaxFloat64:
		return x
	case x > 7.09782712893384e+02:
		return Inf(1)
	case x < -800:
		return 0
	}
	k := (x*1.4426950408889634073599246810018920 + rounder) - rounder
	r := FMA(-k, upper, x)
	r = FMA(-k, lower, r)
	// A sixteenth of the rest goes into a series; squaring four times, with
	// 1 left out, makes up for it.
	r *= 0.0625
	s := FMA(2.4801587301587301587e-5, r, 1.9841269841269841270e-4)
	s = FMA(s, r, 1.3888888888888888889e-3)
	s = FMA(s, r, 8.3333333333333333333e-3)
	s = FMA(s, r, 4.1666666666666666667e-2)
	s = FMA(s, r, 1.6666666666666666667e-1)
	s = FMA(s, r, 0.5)
	s = FMA(s, r, 1)
	r *= s
	r *= r + 2
	r *= r + 2
	r *= r + 2
	r = FMA(r, r+2, 1)
	e := int64(k) + bias
	switch {
	case e >= expMask:
		return Inf(1)
	case e > 0:
		return r * Float64frombits(uint64(e)<<fracBits)
	case e < -52:
		return 0
	}
	return r * Float64frombits(uint64(e+bias-1)<<fracBits) * minNormal
}

// Exp2 is 2 to the power of x.
func Exp2(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 1.0239999999999999e+03:
		return Inf(1)
	case x < -1.0740e+03:
		return 0
	}
	k := 0
	if x > 0 {
		k = int(x + 0.5)
	} else if x < 0 {
		k = int(x - 0.5)
	}
	t := x - float64(k)
	hi, lo := t*ln2Hi, -t*ln2Lo
	r := hi - lo
	t = r * r
	c := r - t*(1.66666666666666657415e-01+
		t*(-2.77777777770155933842e-03+
			t*(6.61375632143793436117e-05+
				t*(-1.65339022054652515390e-06+
					t*4.13813679705723846039e-08))))
	return Ldexp(1-((lo-(r*c)/(2-c))-hi), k)
}

// scaled is y times 2 to the power of k, if that is a normal number.
func scaled(y float64, k int) float64 {
	return Float64frombits(Float64bits(y) + uint64(k)<<fracBits)
}

// Expm1 is Exp(x) - 1, precise also for small x.
func Expm1(x float64) float64 {
	const halfLn2 = 3.46573590279972654709e-01
	switch {
	case x != x || x > MaxFloat64:
		return x
	case x <= -3.88162421113569373274e+01: // -56*Ln2
		return -1
	case x >= maxExp:
		return Inf(1)
	}
	k := 0
	var c float64
	switch a := Abs(x); {
	case a < 0x1p-54:
		return x
	case a > halfLn2:
		// x = k*Ln2 + a number near 0, which has the error c.
		var hi, lo float64
		switch {
		case a >= 1.03972077083991796413e+00: // 1.5*Ln2
			const perLn2 = 1.44269504088896338700e+00
			if x > 0 {
				k = int(perLn2*x + 0.5)
			} else {
				k = int(perLn2*x - 0.5)
			}
			hi, lo = x-float64(k)*ln2Hi, float64(k)*ln2Lo
		case x > 0:
			k = 1
			hi, lo = x-ln2Hi, ln2Lo
		default:
			k = -1
			hi, lo = x+ln2Hi, -ln2Lo
		}
		x = hi - lo
		c = (hi - x) - lo
	}
	half := 0.5 * x
	sq := x * half
	r := 1 + sq*(-3.33333333333331316428e-02+
		sq*(1.58730158725481460165e-03+
			sq*(-7.93650757867487942473e-05+
				sq*(4.00821782732936239552e-06+
					sq*-2.01099218183624371326e-07))))
	t := 3 - r*half
	e := sq * ((r - t) / (6.0 - x*t))
	if k == 0 {
		return x - (x*e - sq)
	}
	e = x*(e-c) - c
	e -= sq
	switch {
	case k == -1:
		return 0.5*(x-e) - 0.5
	case k == 1:
		if x < -0.25 {
			return -2 * (e - (x + 0.5))
		}
		return 1 + 2*(x-e)
	case k <= -2 || k > 56:
		return scaled(1-(e-x), k) - 1
	}
	tiny := Float64frombits(uint64(bias-k) << fracBits)
	if k < 20 {
		return scaled((1-tiny)-(e-x), k)
	}
	y := x - (e + tiny)
	return scaled(y+1, k)
}

// logSeries is the part of the logarithm's series with even powers.
func logSeries(z float64) float64 {
	w := z * z
	return z*(6.666666666666735130e-01+
		w*(2.857142874366239149e-01+
			w*(1.818357216161805012e-01+
				w*1.479819860511658591e-01))) +
		w*(3.999999999940941908e-01+
			w*(2.222219843214978396e-01+
				w*1.531383769920937332e-01))
}

// Log is the natural logarithm of x.
func Log(x float64) float64 {
	switch {
	case x != x || x > MaxFloat64:
		return x
	case x == 0:
		return Inf(-1)
	case x < 0:
		return NaN()
	}
	// Subnormal numbers are taken apart like normal ones, as on amd64.
	b := Float64bits(x)
	f := Float64frombits(b&fracMask | (bias-1)<<fracBits)
	k := float64(int(b>>fracBits) - (bias - 1))
	if f <= Sqrt2/2 {
		f *= 2
		k--
	}
	f--
	s := f / (2 + f)
	r := logSeries(s * s)
	half := 0.5 * f * f
	return k*ln2Hi - ((half - (s*(half+r) + k*ln2Lo)) - f)
}

// Log10 is the decimal logarithm of x.
func Log10(x float64) float64 { return Log(x) * (1 / Ln10) }

// Log2 is the binary logarithm of x; exact for powers of two.
func Log2(x float64) float64 {
	f, e := Frexp(x)
	if f == 0.5 {
		return float64(e - 1)
	}
	return Log(f)*(1/Ln2) + float64(e)
}

// Log1p is Log(1+x), precise also for small x.
func Log1p(x float64) float64 {
	switch {
	case x < -1 || x != x:
		return NaN()
	case x == -1:
		return Inf(-1)
	case x > MaxFloat64:
		return x
	}
	// 1+x = 2**k * (1+f), with an error of c in what k stands for.
	var f, c float64
	k := 1
	small := false
	if a := Abs(x); a < 4.142135623730950488017e-01 { // Sqrt2-1
		if a < 0x1p-54 {
			return x
		}
		if a < 0x1p-29 {
			return x - x*x*0.5
		}
		if x > -2.928932188134524755992e-01 { // Sqrt2/2-1
			k = 0
			f = x
		}
	}
	if k != 0 {
		u := x
		if Abs(x) < 1<<53 {
			u = 1 + x
		}
		b := Float64bits(u)
		k = int(b>>fracBits) - bias
		if Abs(x) < 1<<53 {
			if k > 0 {
				c = 1 - (u - x)
			} else {
				c = x - (u - 1)
			}
			c /= u
		}
		b &= fracMask
		if b < 0x0006a09e667f3bcd { // the fraction of Sqrt2
			u = Float64frombits(b | bias<<fracBits)
		} else {
			k++
			u = Float64frombits(b | (bias-1)<<fracBits)
			b = (1<<fracBits - b) >> 2
		}
		f = u - 1
		small = b == 0
	}
	kf := float64(k)
	half := 0.5 * f * f
	if small {
		if f == 0 {
			if k == 0 {
				return 0
			}
			c += kf * ln2Lo
			return kf*ln2Hi + c
		}
		r := half * (1 - 0.66666666666666666*f)
		if k == 0 {
			return f - r
		}
		return kf*ln2Hi - ((r - (kf*ln2Lo + c)) - f)
	}
	s := f / (2 + f)
	z := s * s
	r := z * (6.666666666666735130e-01 +
		z*(3.999999999940941908e-01+
			z*(2.857142874366239149e-01+
				z*(2.222219843214978396e-01+
					z*(1.818357216161805012e-01+
						z*(1.531383769920937332e-01+
							z*1.479819860511658591e-01))))))
	if k == 0 {
		return f - (half - s*(half+r))
	}
	return kf*ln2Hi - ((half - (s*(half+r) + (kf*ln2Lo + c))) - f)
}

func isOdd(x float64) bool {
	return Abs(x) < 1<<53 && x == Trunc(x) && int64(x)&1 == 1
}

// Pow is x to the power of y.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case x != x || y != y:
		return NaN()
	case x == 0:
		switch odd := Signbit(x) && isOdd(y); {
		case y > 0 && odd:
			return x
		case y > 0:
			return 0
		case odd:
			return Inf(-1)
		}
		return Inf(1)
	case IsInf(y, 0):
		return powerful(x, y)
	case IsInf(x, 1):
		if y < 0 {
			return 0
		}
		return x
	case IsInf(x, -1):
		return Pow(1/x, -y)
	case y == 0.5:
		return Sqrt(x)
	case y == -0.5:
		return 1 / Sqrt(x)
	}
	whole, part := Modf(Abs(y))
	if part != 0 && x < 0 {
		return NaN()
	}
	if whole >= 1<<63 {
		return powerful(x, y)
	}
	// The result is frac * 2**exp.
	frac, exp := 1.0, 0
	if part != 0 {
		if part > 0.5 {
			part--
			whole++
		}
		frac = Exp(part * Log(x))
	}
	sq, e := Frexp(x)
	for n := int64(whole); n != 0; n >>= 1 {
		if e < -1<<12 || 1<<12 < e {
			// It will overflow, one way or the other.
			exp += e
			break
		}
		if n&1 == 1 {
			frac *= sq
			exp += e
		}
		sq *= sq
		e <<= 1
		if sq < .5 {
			sq += sq
			e--
		}
	}
	if y < 0 {
		frac = 1 / frac
		exp = -exp
	}
	return Ldexp(frac, exp)
}

// powerful is Pow for huge or infinite y.
func powerful(x, y float64) float64 {
	switch {
	case x == -1:
		return 1
	case (Abs(x) < 1) == (y > 0):
		return 0
	}
	return Inf(1)
}

var tens = [...]float64{
	1e00, 1e01, 1e02, 1e03, 1e04, 1e05, 1e06, 1e07, 1e08, 1e09, 1e10,
	1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
	1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28, 1e29, 1e30, 1e31,
}

var bigTens = [...]float64{
	1e00, 1e32, 1e64, 1e96, 1e128, 1e160, 1e192, 1e224, 1e256, 1e288,
}

var smallTens = [...]float64{
	1e-00, 1e-32, 1e-64, 1e-96, 1e-128, 1e-160, 1e-192, 1e-224, 1e-256, 1e-288, 1e-320,
}

// Pow10 is 10 to the power of n.
func Pow10(n int) float64 {
	switch {
	case n < -323:
		return 0
	case n < 0:
		return smallTens[-n/32] / tens[-n%32]
	case n <= 308:
		return bigTens[n/32] * tens[n%32]
	}
	return Inf(1)
}

// Sinh is the hyperbolic sine of x.
func Sinh(x float64) float64 {
	a := x
	if x < 0 {
		a = -x
	}
	var r float64
	switch {
	case a > 21:
		r = Exp(a) * 0.5
	case a > 0.5:
		e := Exp(a)
		r = (e - 1/e) * 0.5
	default:
		s := a * a
		r = (((-0.2630563213397497062819489e+2*s+
			-0.2894211355989563807284660366e+4)*s+
			-0.8991272022039509355398013511e+5)*s +
			-0.6307673640497716991184787251e+6) * a
		r /= ((s+-0.173678953558233699533450911e+3)*s+
			0.1521517378790019070696485176e+5)*s +
			-0.6307673640497716991212077277e+6
	}
	if x < 0 {
		return -r
	}
	return r
}

// Cosh is the hyperbolic cosine of x.
func Cosh(x float64) float64 {
	x = Abs(x)
	e := Exp(x)
	if x > 21 {
		return e * 0.5
	}
	return (e + 1/e) * 0.5
}

// Tanh is the hyperbolic tangent of x.
func Tanh(x float64) float64 {
	a := Abs(x)
	switch {
	case a > 0.5*8.8029691931113054295988e+01: // 127*Ln2
		return Copysign(1, x)
	case a >= 0.625:
		r := 1 - 2/(Exp(2*a)+1)
		if x < 0 {
			return -r
		}
		return r
	case x == 0:
		return x
	}
	s := x * x
	return x + x*s*((-9.64399179425052238628e-1*s+
		-9.92877231001918586564e1)*s+
		-1.61468768441708447952e3)/
		(((s+1.12811678491632931402e2)*s+
			2.23548839060100448583e3)*s+
			4.84406305325125486048e3)
}

// Asinh is the inverse of Sinh.
func Asinh(x float64) float64 {
	if x != x || IsInf(x, 0) {
		return x
	}
	a := x
	if x < 0 {
		a = -x
	}
	r := a
	switch {
	case a > 1<<28:
		r = Log(a) + Ln2
	case a > 2:
		r = Log(2*a + 1/(Sqrt(a*a+1)+a))
	case a >= 0x1p-28:
		r = Log1p(a + a*a/(1+Sqrt(1+a*a)))
	}
	if x < 0 {
		return -r
	}
	return r
}

// Acosh is the inverse of Cosh.
func Acosh(x float64) float64 {
	switch {
	case x < 1 || x != x:
		return NaN()
	case x == 1:
		return 0
	case x >= 1<<28:
		return Log(x) + Ln2
	case x > 2:
		return Log(2*x - 1/(x+Sqrt(x*x-1)))
	}
	t := x - 1
	return Log1p(t + Sqrt(2*t+t*t))
}

// Atanh is the inverse of Tanh.
func Atanh(x float64) float64 {
	a := x
	if x < 0 {
		a = -x
	}
	r := a
	switch {
	case a > 1 || x != x:
		return NaN()
	case a == 1:
		return Copysign(Inf(1), x)
	case a >= 0.5:
		r = 0.5 * Log1p((a+a)/(1-a))
	case a >= 0x1p-28:
		r = a + a
		r = 0.5 * Log1p(r+r*a/(1-a))
	}
	if x < 0 {
		return -r
	}
	return r
}
