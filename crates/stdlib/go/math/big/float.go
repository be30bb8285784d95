// Floating-point numbers: what they are, and what they are made from.

package big

import (
	"math"
	"strconv"
)

// Bounds of exponents and precisions.
const (
	MaxExp  = math.MaxInt32
	MinExp  = math.MinInt32
	MaxPrec = math.MaxUint32
)

// A Float is a number of prec bits times a power of two; its zero value is 0 with precision 0. An
// operation rounds to the precision and by the mode of its result. A precision of 0 is first set to
// the largest one of the operands.
type Float struct {
	prec uint32
	mode RoundingMode
	acc  Accuracy
	form form
	neg  bool
	mant nat // between 1/2 and 1: the highest bit is set, and the lowest word is not 0
	exp  int32
}

type form byte

const (
	zero form = iota
	finite
	inf
)

// A RoundingMode says where numbers are rounded to.
type RoundingMode byte

// How to round.
const (
	ToNearestEven RoundingMode = iota // halves to the even one
	ToNearestAway                     // halves away from zero
	ToZero
	AwayFromZero
	ToNegativeInf
	ToPositiveInf

	// For Int.Divide.
	Round = ToNearestEven
	Trunc = ToZero
	Floor = ToNegativeInf
	Ceil  = ToPositiveInf
)

func (m RoundingMode) String() string {
	names := [...]string{"ToNearestEven", "ToNearestAway", "ToZero", "AwayFromZero", "ToNegativeInf", "ToPositiveInf"}
	if int(m) < len(names) {
		return names[m]
	}
	return "RoundingMode(" + strconv.Itoa(int(m)) + ")"
}

// An Accuracy says on which side of the exact result a rounded one is.
type Accuracy int8

// The rounded number is below, at, or above the exact one.
const (
	Below Accuracy = -1
	Exact Accuracy = 0
	Above Accuracy = +1
)

func (a Accuracy) String() string {
	switch a {
	case Below:
		return "Below"
	case Exact:
		return "Exact"
	case Above:
		return "Above"
	}
	return "Accuracy(" + strconv.Itoa(int(a)) + ")"
}

func accuracy(above bool) Accuracy {
	if above {
		return Above
	}
	return Below
}

// An ErrNaN is the panic of an operation without a result.
type ErrNaN struct{ msg string }

func (e ErrNaN) Error() string { return e.msg }

// NewFloat makes a Float of 53 bits.
func NewFloat(x float64) *Float {
	if math.IsNaN(x) {
		panic(ErrNaN{"NewFloat(NaN)"})
	}
	return new(Float).SetFloat64(x)
}

// roundAt is m >> n rounded, and on which side of the exact one it is. more is set if there is
// something below the bits of m.
func roundAt(m nat, n uint, more bool, mode RoundingMode, neg bool) (nat, Accuracy) {
	half := n > 0 && m.bit(n-1) != 0
	rest := more || n > 0 && m.sticky(n-1)
	q := nat(nil).shr(m, n)
	if !half && !rest {
		return q, Exact
	}
	up := false
	switch mode {
	case ToNearestEven:
		up = half && (rest || q.bit(0) != 0)
	case ToNearestAway:
		up = half
	case AwayFromZero:
		up = true
	case ToNegativeInf:
		up = neg
	case ToPositiveInf:
		up = !neg
	}
	if up {
		q = q.add(q, natOne)
	}
	return q, accuracy(up != neg)
}

// become makes z, whose sign is set, m * 2**exp rounded; more is set if there is something below the
// bits of m.
func (z *Float) become(m nat, exp int64, more bool) *Float {
	z.acc = Exact
	if len(m) == 0 {
		z.form, z.mant = zero, nil
		return z
	}
	if n := m.bitLen() - int(z.prec); n > 0 || more {
		if n <= 0 {
			m = nat(nil).shl(m, uint(2-n))
			exp -= int64(2 - n)
			n = 2
		}
		m, z.acc = roundAt(m, uint(n), more, z.mode, z.neg)
		exp += int64(n)
	}
	bits := m.bitLen()
	z.setExp(exp + int64(bits))
	if z.form != finite {
		return z
	}
	m = nat(nil).shl(m, -uint(bits)%wordBits)
	for m[0] == 0 {
		m = m[1:]
	}
	z.mant = m
	return z
}

// setExp makes z finite unless exp is out of bounds.
func (z *Float) setExp(exp int64) {
	switch {
	case exp < MinExp:
		z.form, z.acc, z.mant = zero, accuracy(z.neg), nil
	case exp > MaxExp:
		z.form, z.acc, z.mant = inf, accuracy(!z.neg), nil
	default:
		z.form, z.exp = finite, int32(exp)
	}
}

// low is the exponent of the lowest bit of x's mantissa.
func (x *Float) low() int64 { return int64(x.exp) - int64(len(x.mant))*wordBits }

func (z *Float) usual(prec int) {
	if z.prec == 0 {
		z.prec = uint32(prec)
	}
}

// SetPrec makes z a number of prec bits, rounded.
func (z *Float) SetPrec(prec uint) *Float {
	z.acc = Exact
	if prec == 0 {
		z.prec = 0
		if z.form == finite {
			z.form, z.acc, z.mant = zero, accuracy(z.neg), nil
		}
		return z
	}
	old := z.prec
	z.prec = uint32(min(prec, MaxPrec))
	if z.prec < old && z.form == finite {
		z.become(z.mant, z.low(), false)
	}
	return z
}

// SetMode sets how to round; z is taken to be exact.
func (z *Float) SetMode(mode RoundingMode) *Float {
	z.mode, z.acc = mode, Exact
	return z
}

// Prec is the number of bits of x's mantissa.
func (x *Float) Prec() uint { return uint(x.prec) }

// MinPrec is the number of bits that are needed for x; 0 unless it is finite and not 0.
func (x *Float) MinPrec() uint {
	if x.form != finite {
		return 0
	}
	return uint(len(x.mant)*wordBits) - x.mant.trailingZeros()
}

// Mode is how x is rounded.
func (x *Float) Mode() RoundingMode { return x.mode }

// Acc is how exact the latest operation on x was.
func (x *Float) Acc() Accuracy { return x.acc }

// Sign is -1, 0 or 1.
func (x *Float) Sign() int {
	switch {
	case x.form == zero:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

// Signbit reports whether x is negative or -0.
func (x *Float) Signbit() bool { return x.neg }

// IsInf reports whether x is infinite.
func (x *Float) IsInf() bool { return x.form == inf }

// IsInt reports whether x is an integer.
func (x *Float) IsInt() bool {
	return x.form == zero || x.form == finite && x.exp > 0 && x.MinPrec() <= uint(x.exp)
}

// MantExp is e where x is m * 2**e with m between 1/2 and 1; mant becomes m unless it is nil.
func (x *Float) MantExp(mant *Float) int {
	e := 0
	if x.form == finite {
		e = int(x.exp)
	}
	if mant != nil {
		mant.Copy(x)
		mant.exp = 0
	}
	return e
}

// SetMantExp makes z mant * 2**exp, with mant's precision and mode.
func (z *Float) SetMantExp(mant *Float, exp int) *Float {
	z.Copy(mant)
	z.acc = Exact
	if z.form == finite {
		z.setExp(int64(z.exp) + int64(exp))
	}
	return z
}

// SetUint64 makes z x; with 64 bits if it had none.
func (z *Float) SetUint64(x uint64) *Float {
	z.usual(64)
	z.neg = false
	return z.become(nat(nil).setWord(Word(x)), 0, false)
}

// SetInt64 makes z x; with 64 bits if it had none.
func (z *Float) SetInt64(x int64) *Float {
	z.usual(64)
	z.neg = x < 0
	if z.neg {
		x = -x
	}
	return z.become(nat(nil).setWord(Word(x)), 0, false)
}

// SetFloat64 makes z x; with 53 bits if it had none.
func (z *Float) SetFloat64(x float64) *Float {
	z.usual(53)
	switch {
	case math.IsNaN(x):
		panic(ErrNaN{"Float.SetFloat64(NaN)"})
	case math.IsInf(x, 0):
		return z.SetInf(x < 0)
	}
	z.neg = math.Signbit(x)
	m, exp := math.Frexp(math.Abs(x))
	return z.become(nat(nil).setWord(Word(m*(1<<53))), int64(exp)-53, false)
}

// SetInt makes z x; with as many bits as x has and at least 64 if it had none.
func (z *Float) SetInt(x *Int) *Float {
	z.usual(max(x.BitLen(), 64))
	z.neg = x.neg
	return z.become(x.abs, 0, false)
}

// SetRat makes z x; with as many bits as x's parts have and at least 64 if it had none.
func (z *Float) SetRat(x *Rat) *Float {
	if x.IsInt() {
		return z.SetInt(&x.a)
	}
	a, b := new(Float).SetInt(&x.a), new(Float).SetInt(&x.b)
	return z.Quo(a, b)
}

// SetInf makes z infinite.
func (z *Float) SetInf(neg bool) *Float {
	z.acc, z.form, z.neg, z.mant = Exact, inf, neg, nil
	return z
}

// Set makes z x, rounded if z has fewer bits.
func (z *Float) Set(x *Float) *Float {
	z.acc = Exact
	if z == x {
		return z
	}
	z.form, z.neg, z.exp = x.form, x.neg, x.exp
	z.mant = nil
	if x.form == finite {
		z.mant = nat(nil).set(x.mant)
	}
	if z.prec == 0 {
		z.prec = x.prec
	} else if z.prec < x.prec && z.form == finite {
		z.become(z.mant, z.low(), false)
	}
	return z
}

// Copy makes z x with all that belongs to it.
func (z *Float) Copy(x *Float) *Float {
	if z != x {
		mant := nat(nil).set(x.mant)
		*z = *x
		z.mant = mant
	}
	return z
}

// whole is |x| without what follows the point.
func (x *Float) whole() nat {
	if low := x.low(); low < 0 {
		return nat(nil).shr(x.mant, uint(-low))
	} else {
		return nat(nil).shl(x.mant, uint(low))
	}
}

// Int makes z x without what follows the point; nil for infinities.
func (x *Float) Int(z *Int) (*Int, Accuracy) {
	if z == nil && x.form != inf {
		z = new(Int)
	}
	switch {
	case x.form == zero:
		return z.SetInt64(0), Exact
	case x.form == inf:
		return nil, accuracy(x.neg)
	}
	acc := Exact
	if !x.IsInt() {
		acc = accuracy(x.neg)
	}
	if x.exp <= 0 {
		return z.SetInt64(0), acc
	}
	return z.become(x.whole(), x.neg), acc
}

// Rat makes z x; nil for infinities.
func (x *Float) Rat(z *Rat) (*Rat, Accuracy) {
	if x.form == inf {
		return nil, accuracy(x.neg)
	}
	if z == nil {
		z = new(Rat)
	}
	if x.form == zero {
		return z.SetInt64(0), Exact
	}
	if low := x.low(); low < 0 {
		return z.become(x.mant, nat(nil).shl(natOne, uint(-low)), x.neg), Exact
	}
	return z.become(x.whole(), natOne, x.neg), Exact
}

// Uint64 is x without what follows the point, or the nearest bound.
func (x *Float) Uint64() (uint64, Accuracy) {
	switch {
	case x.form == zero:
		return 0, Exact
	case x.neg:
		return 0, Above
	case x.form == inf || x.exp > 64:
		return math.MaxUint64, Below
	}
	i, acc := x.Int(nil)
	// Go's own library calls it exact too where the digits that are cut off lie in the mantissa's first word.
	if x.exp > 0 && x.MinPrec() <= 64 {
		acc = Exact
	}
	return i.Uint64(), acc
}

// Int64 is x without what follows the point, or the nearest bound.
func (x *Float) Int64() (int64, Accuracy) {
	if x.form == inf || x.exp > 64 && x.form == finite {
		if x.neg {
			return math.MinInt64, Above
		}
		return math.MaxInt64, Below
	}
	i, acc := x.Int(nil)
	switch {
	case i.IsInt64():
		return i.Int64(), acc
	case x.neg:
		return math.MinInt64, Above
	}
	return math.MaxInt64, Below
}

// nearest is x rounded to a number of up to bits bits that is a multiple of 2**low.
func (x *Float) nearest(bits, low int) (float64, Accuracy) {
	sign := 1.0
	if x.neg {
		sign = -1
	}
	switch {
	case x.form == zero:
		return math.Copysign(0, sign), Exact
	case x.form == inf || x.exp > 1100:
		acc := Exact
		if x.form == finite {
			acc = accuracy(!x.neg)
		}
		return math.Inf(int(sign)), acc
	case int(x.exp) < low-1:
		return math.Copysign(0, sign), accuracy(x.neg)
	}
	low = max(low, int(x.exp)-bits)
	m, acc := x.mant, Exact
	if by := int64(low) - x.low(); by > 0 {
		m, acc = roundAt(m, uint(by), false, ToNearestEven, x.neg)
	} else {
		m = nat(nil).shl(m, uint(-by))
	}
	return math.Ldexp(sign*float64(m.low()), low), acc
}

// Float64 is the float64 nearest to x.
func (x *Float) Float64() (float64, Accuracy) {
	f, acc := x.nearest(53, -1074)
	if math.IsInf(f, 0) && x.form == finite {
		acc = accuracy(!x.neg)
	}
	return f, acc
}

// Float32 is the float32 nearest to x.
func (x *Float) Float32() (float32, Accuracy) {
	d, acc := x.nearest(24, -149)
	f := float32(d)
	if math.IsInf(float64(f), 0) && x.form == finite {
		acc = accuracy(!x.neg)
	}
	return f, acc
}
