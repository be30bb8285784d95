// Sine, cosine, tangent and their inverses.

package math

import "math/bits"

// octant finds j and z with x = j*Pi/4 + z, where j is even and |z| <= Pi/4.
// Only the low 3 bits of j mean something. x is not negative.
func octant(x float64) (j uint64, z float64) {
	// Pi/4 in three parts, short enough for exact products with y.
	const (
		a = 7.85398125648498535156e-1
		b = 3.77489470793079817668e-8
		c = 2.69515142907905952645e-15
	)
	if x >= 1<<29 {
		return farOctant(x)
	}
	j = uint64(x * (4 / Pi))
	j += j & 1
	y := float64(j)
	return j & 7, ((x - y*a) - y*b) - y*c
}

// fourOverPi holds the binary digits of 4/Pi.
var fourOverPi = [...]uint64{
	0x0000000000000001, 0x45f306dc9c882a53, 0xf84eafa3ea69bb81, 0xb6c52b3278872083,
	0xfca2c757bd778ac3, 0x6e48dc74849ba5c0, 0x0c925dd413a32439, 0xfc3bd63962534e7d,
	0xd1046bea5d768909, 0xd338e04d68befc82, 0x7323ac7306a673e9, 0x3908bf177bf25076,
	0x3ff12fffbc0b301f, 0xde5e2316b414da3e, 0xda6cfd9e4f96136e, 0x9e8c7ecd3cbfd45a,
	0xea4f758fd7cbe2f6, 0x7a0e73ef14a525d4, 0xd7f6bf623f1aba10, 0xac06608df8f6d757,
}

// farOctant is octant for large x, by Payne and Hanek: x is multiplied by just
// those digits of 4/Pi that decide about the low bits of the product.
func farOctant(x float64) (j uint64, z float64) {
	b := Float64bits(x)
	exp := uint(b>>fracBits&expMask) - bias - fracBits + 61
	m := b&fracMask | 1<<fracBits
	at, shift := exp/64, exp%64
	window := func(i uint) uint64 {
		return fourOverPi[at+i]<<shift | fourOverPi[at+i+1]>>(64-shift)
	}
	low, _ := bits.Mul64(window(2), m)
	midHi, midLo := bits.Mul64(window(1), m)
	lo, carry := bits.Add64(midLo, low, 0)
	hi := window(0)*m + midHi + carry
	j = hi >> 61
	// The other bits are the fraction; make it a float64.
	hi = hi<<3 | lo>>61
	zeros := uint(bits.LeadingZeros64(hi)) + 1
	hi = hi<<zeros | lo>>(64-zeros)
	z = Float64frombits(hi>>(64-fracBits) | uint64(bias-zeros)<<fracBits)
	if j&1 == 1 {
		j = (j + 1) & 7
		z--
	}
	return j, z * (Pi / 4)
}

// near0sin and near0cos are sine and cosine of |z| <= Pi/4; zz is z*z.
func near0sin(z, zz float64) float64 {
	return z + z*zz*((((((1.58962301576546568060e-10*zz)+
		-2.50507477628578072866e-8)*zz+
		2.75573136213857245213e-6)*zz+
		-1.98412698295895385996e-4)*zz+
		8.33333333332211858878e-3)*zz+
		-1.66666666666666307295e-1)
}

func near0cos(zz float64) float64 {
	return 1.0 - 0.5*zz + zz*zz*((((((-1.13585365213876817300e-11*zz)+
		2.08757008419747316778e-9)*zz+
		-2.75573141792967388112e-7)*zz+
		2.48015872888517045348e-5)*zz+
		-1.38888888888730564116e-3)*zz+
		4.16666666666665929218e-2)
}

// Sin is the sine of x in radians.
func Sin(x float64) float64 {
	if x == 0 || x != x {
		return x
	}
	if IsInf(x, 0) {
		return NaN()
	}
	j, z := octant(Abs(x))
	var y float64
	if j&3 == 2 {
		y = near0cos(z * z)
	} else {
		y = near0sin(z, z*z)
	}
	if (j > 3) != (x < 0) {
		return -y
	}
	return y
}

// Cos is the cosine of x in radians.
func Cos(x float64) float64 {
	if x != x || IsInf(x, 0) {
		return NaN()
	}
	j, z := octant(Abs(x))
	var y float64
	if j&3 == 2 {
		y = near0sin(z, z*z)
	} else {
		y = near0cos(z * z)
	}
	if j == 2 || j == 4 {
		return -y
	}
	return y
}

// Sincos is Sin and Cos at once.
func Sincos(x float64) (sin, cos float64) {
	if x == 0 {
		return x, 1
	}
	if x != x || IsInf(x, 0) {
		return NaN(), NaN()
	}
	j, z := octant(Abs(x))
	sin, cos = near0sin(z, z*z), near0cos(z*z)
	if j&3 == 2 {
		sin, cos = cos, sin
	}
	if (j > 3) != (x < 0) {
		sin = -sin
	}
	if j == 2 || j == 4 {
		cos = -cos
	}
	return sin, cos
}

// Tan is the tangent of x in radians.
func Tan(x float64) float64 {
	if x == 0 || x != x {
		return x
	}
	if IsInf(x, 0) {
		return NaN()
	}
	j, z := octant(Abs(x))
	y := z
	if zz := z * z; zz > 1e-14 {
		p := ((-1.30936939181383777646e4*zz)+1.15351664838587416140e6)*zz + -1.79565251976484877988e7
		q := (((zz+1.36812963470692954678e4)*zz+-1.32089234440210967447e6)*zz+
			2.50083801823357915839e7)*zz + -5.38695755929454629881e7
		y = z + z*(zz*p/q)
	}
	if j&2 == 2 {
		y = -1 / y
	}
	if x < 0 {
		return -y
	}
	return y
}

// near0atan is the arc tangent of 0 <= x <= 0.66.
func near0atan(x float64) float64 {
	z := x * x
	p := (((-8.750608600031904122785e-01*z+
		-1.615753718733365076637e+01)*z+
		-7.500855792314704667340e+01)*z+
		-1.228866684490136173410e+02)*z +
		-6.485021904942025371773e+01
	q := ((((z+2.485846490142306297962e+01)*z+
		1.650270098316988542046e+02)*z+
		4.328810604912902668951e+02)*z+
		4.853903996359136964868e+02)*z +
		1.945506571482613964425e+02
	z = z * p / q
	return x*z + x
}

// posAtan is the arc tangent of x >= 0.
func posAtan(x float64) float64 {
	const more = 6.123233995736765886130e-17 // what Pi/2 lacks as a float64
	switch {
	case x <= 0.66:
		return near0atan(x)
	case x > 2.41421356237309504880: // tan(3*Pi/8)
		return Pi/2 - near0atan(1/x) + more
	}
	return Pi/4 + near0atan((x-1)/(x+1)) + 0.5*more
}

// Atan is the arc tangent of x.
func Atan(x float64) float64 {
	switch {
	case x == 0:
		return x
	case x > 0:
		return posAtan(x)
	}
	return -posAtan(-x)
}

// Atan2 is the angle of the point (x, y).
func Atan2(y, x float64) float64 {
	switch {
	case y != y || x != x:
		return NaN()
	case y == 0:
		if Signbit(x) {
			return Copysign(Pi, y)
		}
		return y
	case x == 0:
		return Copysign(Pi/2, y)
	case IsInf(x, 1):
		if IsInf(y, 0) {
			return Copysign(Pi/4, y)
		}
		return Copysign(0, y)
	case IsInf(x, -1):
		if IsInf(y, 0) {
			return Copysign(3*Pi/4, y)
		}
		return Copysign(Pi, y)
	case IsInf(y, 0):
		return Copysign(Pi/2, y)
	}
	q := Atan(y / x)
	switch {
	case x >= 0:
		return q
	case q <= 0:
		return q + Pi
	}
	return q - Pi
}

// Asin is the arc sine of x.
func Asin(x float64) float64 {
	if x == 0 {
		return x
	}
	a := Abs(x)
	if a > 1 {
		return NaN()
	}
	r := Sqrt(1 - a*a)
	if a > 0.7 {
		r = Pi/2 - posAtan(r/a)
	} else {
		r = posAtan(a / r)
	}
	if x < 0 {
		return -r
	}
	return r
}

// Acos is the arc cosine of x.
func Acos(x float64) float64 { return Pi/2 - Asin(x) }
