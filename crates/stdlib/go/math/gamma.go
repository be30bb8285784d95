// The gamma function.

package math

// Coefficients, from the lowest.
var gammaP = [...]float64{
	9.99999999999999996796e-01, 4.94214826801497100753e-01, 2.07448227648435975150e-01,
	4.76367800457137231464e-02, 1.04213797561761569935e-02, 1.19135147006586384913e-03,
	1.60119522476751861407e-04,
}

var gammaQ = [...]float64{
	1.00000000000000000320e+00, 7.14304917030273074085e-02, -2.34591795718243348568e-01,
	3.58236398605498653373e-02, 1.18139785222060435552e-02, -4.45641913851797240494e-03,
	5.39605580493303397842e-04, -2.31581873324120129819e-05,
}

var stirlingS = [...]float64{
	8.33333333333482257126e-02, 3.47222221605458667310e-03, -2.68132617805781232825e-03,
	-2.29549961613378126380e-04, 7.87311395793093628397e-04,
}

// stirling is Gamma(x) for large x as two factors, one of which may be too
// large for the product.
func stirling(x float64) (y1, y2 float64) {
	if x > 200 {
		return Inf(1), 1
	}
	w := 1 / x
	w = 1 + w*horner(w, stirlingS[:])
	y1, y2 = Exp(x), 1
	if x > 143.01608 {
		p := Pow(x, 0.5*x-0.25)
		y1, y2 = p, p/y1
	} else {
		y1 = Pow(x, x-0.5) / y1
	}
	return y1, 2.506628274631000502417 * w * y2 // Sqrt(2*Pi)
}

// Gamma is the gamma function of x.
func Gamma(x float64) float64 {
	switch {
	case x != x || x < 0 && (x < -MaxFloat64 || x == Trunc(x)):
		return NaN()
	case x > MaxFloat64:
		return x
	case x == 0:
		return Copysign(Inf(1), x)
	}
	if q := Abs(x); q > 33 {
		y1, y2 := stirling(q)
		if x > 0 {
			return y1 * y2
		}
		p := Floor(q)
		sign := 1
		if int64(p)&1 == 0 {
			sign = -1
		}
		z := q - p
		if z > 0.5 {
			z = q - (p + 1)
		}
		z = Abs(q * Sin(Pi*z))
		if z == 0 {
			return Inf(sign)
		}
		if d := z * y1 * y2; IsInf(d, 0) {
			z = Pi / z / y1 / y2
		} else {
			z = Pi / d
		}
		return float64(sign) * z
	}
	// Gamma(x+1) = x*Gamma(x) leads to the interval [2, 3).
	z := 1.0
	for x >= 3 {
		x--
		z *= x
	}
	for x < 0 {
		if x > -1e-09 {
			return nearPole(x, z)
		}
		z /= x
		x++
	}
	for x < 2 {
		if x < 1e-09 {
			return nearPole(x, z)
		}
		z /= x
		x++
	}
	if x == 2 {
		return z
	}
	x -= 2
	return z * horner(x, gammaP[:]) / horner(x, gammaQ[:])
}

// nearPole is z*Gamma(x) for tiny x.
func nearPole(x, z float64) float64 {
	const euler = 0.57721566490153286060651209008240243104215933593992
	if x == 0 {
		return Inf(1)
	}
	return z / ((1 + euler*x) * x)
}

// Coefficients for Lgamma: three intervals below 2, and the others.
var lgEven = [...]float64{
	7.72156649015328655494e-02, 6.73523010531292681824e-02, 7.38555086081402883957e-03,
	1.19270763183362067845e-03, 2.20862790713908385557e-04, 2.52144565451257326939e-05,
}

var lgOdd = [...]float64{
	3.22467033424113591611e-01, 2.05808084325167332806e-02, 2.89051383673415629091e-03,
	5.10069792153511336608e-04, 1.08011567247583939954e-04, 4.48640949618915160150e-05,
}

var lgT0 = [...]float64{
	4.83836122723810047042e-01, -3.27885410759859649565e-02, 6.10053870246291332635e-03,
	-1.40346469989232843813e-03, 3.15632070903625950361e-04,
}

var lgT1 = [...]float64{
	-1.47587722994593911752e-01, 1.79706750811820387126e-02, -3.68452016781138256760e-03,
	8.81081882437654011382e-04, -3.12754168375120860518e-04,
}

var lgT2 = [...]float64{
	6.46249402391333854778e-02, -1.03142241298341437450e-02, 2.25964780900612472250e-03,
	-5.38595305356740546715e-04, 3.35529192635519073543e-04,
}

var lgU = [...]float64{
	-7.72156649015328655494e-02, 6.32827064025093366517e-01, 1.45492250137234768737e+00,
	9.77717527963372745603e-01, 2.28963728064692451092e-01, 1.33810918536787660377e-02,
}

var lgV = [...]float64{
	1.0, 2.45597793713041134822e+00, 2.12848976379893395361e+00,
	7.69285150456672783825e-01, 1.04222645593369134254e-01, 3.21709242282423911810e-03,
}

var lgS = [...]float64{
	-7.72156649015328655494e-02, 2.14982415960608852501e-01, 3.25778796408930981787e-01,
	1.46350472652464452805e-01, 2.66422703033638609560e-02, 1.84028451407337715652e-03,
	3.19475326584100867617e-05,
}

var lgR = [...]float64{
	1.0, 1.39200533467621045958e+00, 7.21935547567138069525e-01,
	1.71933865632803078993e-01, 1.86459191715652901344e-02, 7.77942496381893596434e-04,
	7.32668430744625636189e-06,
}

// lgW0 stands apart from the others: they go with other powers.
const lgW0 = 4.18938533204672725052e-01

var lgW = [...]float64{
	8.33333333333329678849e-02, -2.77777777728775536470e-03, 7.93650558643019558500e-04,
	-5.95187557450339963135e-04, 8.36339918996282139126e-04, -1.63092934096575273989e-03,
}

// Lgamma is the logarithm of |Gamma(x)|, and the sign of Gamma(x).
func Lgamma(x float64) (lgamma float64, sign int) {
	switch {
	case x != x || IsInf(x, 0):
		return x, 1
	case x == 0:
		return Inf(1), 1
	}
	sign = 1
	a := Abs(x)
	if a < 0x1p-70 {
		if x < 0 {
			sign = -1
		}
		return -Log(a), sign
	}
	var mirror float64
	if x < 0 {
		if a >= 1<<52 {
			return Inf(1), 1
		}
		t := minusSinPi(a)
		if t == 0 {
			return Inf(1), 1
		}
		mirror = Log(Pi / Abs(t*a))
		if t < 0 {
			sign = -1
		}
	}
	lgamma = posLgamma(a)
	if x < 0 && a != 1 && a != 2 {
		lgamma = mirror - lgamma
	}
	return lgamma, sign
}

// posLgamma is Lgamma for x that are not tiny.
func posLgamma(x float64) float64 {
	const (
		tc   = 1.46163214496836224576e+00 // where the minimum is
		tf   = -1.21486290535849611461e-01
		tt   = -3.63867699703950536541e-18
		ymin = 1.461632144968362245
	)
	switch {
	case x == 1 || x == 2:
		return 0
	case x < 2:
		r := 0.0
		up := 0.0
		if x <= 0.9 {
			r = -Log(x)
			up = 1
		}
		switch {
		case x >= ymin+0.27-up && (up == 0 || x >= ymin-1+0.27):
			y := 2 - up - x
			z := y * y
			p := y*horner(z, lgEven[:]) + z*horner(z, lgOdd[:])
			return r + (p - 0.5*y)
		case up == 0 && x >= ymin-0.27 || up == 1 && x >= ymin-1-0.27:
			y := x - tc
			if up == 1 {
				y = x - (tc - 1)
			}
			z := y * y
			w := z * y
			p := z*horner(w, lgT0[:]) - (tt - w*(horner(w, lgT1[:])+y*horner(w, lgT2[:])))
			return r + (tf + p)
		}
		y := x
		if up == 0 {
			y = x - 1
		}
		return r + (-0.5*y + y*horner(y, lgU[:])/horner(y, lgV[:]))
	case x < 8:
		i := int(x)
		y := x - float64(i)
		r := 0.5*y + y*horner(y, lgS[:])/horner(y, lgR[:])
		if i > 2 {
			z := 1.0
			for ; i > 2; i-- {
				z *= y + float64(i-1)
			}
			r += Log(z)
		}
		return r
	case x < 1<<58:
		z := 1 / x
		w := lgW0 + z*horner(z*z, lgW[:])
		return (x-0.5)*(Log(x)-1) + w
	}
	return x * (Log(x) - 1)
}

// minusSinPi is -Sin(Pi*x) for 0 <= x < 2**52.
func minusSinPi(x float64) float64 {
	switch z := Floor(x); {
	case x < 0.25:
		return -Sin(Pi * x)
	case z == x:
		return -Sin(Pi * 0)
	}
	x = fmod(x, 2)
	switch int(x * 4) {
	case 0:
		x = Sin(Pi * x)
	case 1, 2:
		x = Cos(Pi * (0.5 - x))
	case 3, 4:
		x = Sin(Pi * (1 - x))
	case 5, 6:
		x = -Cos(Pi * (x - 1.5))
	default:
		x = Sin(Pi * (x - 2))
	}
	return -x
}
