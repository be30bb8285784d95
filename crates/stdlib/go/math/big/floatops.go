// Floating-point numbers: arithmetic and comparing.

package big

// Abs makes z |x|.
func (z *Float) Abs(x *Float) *Float {
	z.Set(x)
	z.neg = false
	return z
}

// Neg makes z -x.
func (z *Float) Neg(x *Float) *Float {
	z.Set(x)
	z.neg = !z.neg
	return z
}

// Cmp is -1, 0 or 1 as x is less than, equal to or greater than y.
func (x *Float) Cmp(y *Float) int {
	a, b := x.rank(), y.rank()
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case a == 1:
		return x.cmpAbs(y)
	case a == -1:
		return y.cmpAbs(x)
	}
	return 0
}

// rank tells infinities, zeros and what lies between apart.
func (x *Float) rank() int {
	r := int(x.form)
	if x.neg {
		r = -r
	}
	return r
}

func (x *Float) cmpAbs(y *Float) int {
	switch {
	case x.exp < y.exp:
		return -1
	case x.exp > y.exp:
		return 1
	}
	// Mantissas are like digits after a point.
	n := max(len(x.mant), len(y.mant))
	a := nat(nil).shl(x.mant, uint(n-len(x.mant))*wordBits)
	b := nat(nil).shl(y.mant, uint(n-len(y.mant))*wordBits)
	return a.cmp(b)
}

// sum makes z x + y, where both are finite and y's sign is yNeg.
func (z *Float) sum(x, y *Float, yNeg bool) *Float {
	a, aNeg, b, bNeg := x, x.neg, y, yNeg
	if x.cmpAbs(y) < 0 {
		a, aNeg, b, bNeg = y, yNeg, x, x.neg
	}
	z.neg = aNeg
	aLow, bLow := a.low(), b.low()
	am, bm := a.mant, b.mant
	more := false
	if room := int64(max(int(z.prec), len(a.mant)*wordBits)) + 2; int64(a.exp)-room > int64(b.exp) {
		// b only matters for the side that is rounded to: a one far below a stands for it.
		am = nat(nil).shl(am, uint(room))
		aLow -= room
		bm, bLow = nat(nil), aLow
		more = true
		if aNeg != bNeg {
			bm = natOne
		}
	}
	low := min(aLow, bLow)
	am = nat(nil).shl(am, uint(aLow-low))
	bm = nat(nil).shl(bm, uint(bLow-low))
	if aNeg == bNeg {
		am = am.add(am, bm)
	} else {
		am = am.sub(am, bm)
	}
	z.become(am, low, more)
	if len(am) == 0 {
		z.neg = z.mode == ToNegativeInf
	}
	return z
}

func (z *Float) precOf(x, y *Float) { z.usual(int(max(x.prec, y.prec))) }

// notANumber leaves z 0 and panics.
func (z *Float) notANumber(msg string) {
	z.acc, z.form, z.neg, z.mant = Exact, zero, false, nil
	panic(ErrNaN{msg})
}

// special makes z what has no mantissa.
func (z *Float) special(f form, neg bool) *Float {
	z.acc, z.form, z.neg, z.mant = Exact, f, neg, nil
	return z
}

// Add makes z x + y.
func (z *Float) Add(x, y *Float) *Float {
	z.precOf(x, y)
	switch {
	case x.form == finite && y.form == finite:
		return z.sum(x, y, y.neg)
	case x.form == inf && y.form == inf && x.neg != y.neg:
		z.notANumber("addition of infinities with opposite signs")
	case x.form == zero && y.form == zero:
		return z.special(zero, x.neg && y.neg)
	case x.form == inf || y.form == zero:
		return z.Set(x)
	}
	return z.Set(y)
}

// Sub makes z x - y.
func (z *Float) Sub(x, y *Float) *Float {
	z.precOf(x, y)
	switch {
	case x.form == finite && y.form == finite:
		return z.sum(x, y, !y.neg)
	case x.form == inf && y.form == inf && x.neg == y.neg:
		z.notANumber("subtraction of infinities with equal signs")
	case x.form == zero && y.form == zero:
		return z.special(zero, x.neg && !y.neg)
	case x.form == inf || y.form == zero:
		return z.Set(x)
	}
	return z.Neg(y)
}

// Mul makes z x * y.
func (z *Float) Mul(x, y *Float) *Float {
	z.precOf(x, y)
	neg := x.neg != y.neg
	switch {
	case x.form == finite && y.form == finite:
		low := x.low() + y.low()
		z.neg = neg
		return z.become(nat(nil).mul(x.mant, y.mant), low, false)
	case x.form == zero && y.form == inf || x.form == inf && y.form == zero:
		z.notANumber("multiplication of zero with infinity")
	case x.form == inf || y.form == inf:
		return z.special(inf, neg)
	}
	return z.special(zero, neg)
}

// Quo makes z x / y.
func (z *Float) Quo(x, y *Float) *Float {
	z.precOf(x, y)
	neg := x.neg != y.neg
	switch {
	case x.form == finite && y.form == finite:
		// So many bits that the quotient has two more than z.
		by := max(0, int(z.prec)+3+len(y.mant)*wordBits-len(x.mant)*wordBits)
		low := x.low() - y.low() - int64(by)
		q, r := nat(nil).div(nil, nat(nil).shl(x.mant, uint(by)), y.mant)
		z.neg = neg
		return z.become(q, low, len(r) > 0)
	case x.form == zero && y.form == zero || x.form == inf && y.form == inf:
		z.notANumber("division of zero by zero or infinity by infinity")
	case x.form == zero || y.form == inf:
		return z.special(zero, neg)
	}
	return z.special(inf, neg)
}

// Sqrt makes z the square root of x, rounded by x's mode, which becomes z's, as in Go's own library.
func (z *Float) Sqrt(x *Float) *Float {
	z.usual(int(x.prec))
	switch {
	case x.Sign() < 0:
		panic(ErrNaN{"square root of negative operand"})
	case x.form != finite:
		return z.special(x.form, x.neg)
	}
	z.mode = x.mode
	by := max(0, 2*(int(z.prec)+2)-len(x.mant)*wordBits)
	low := x.low() - int64(by)
	if low&1 != 0 {
		by++
		low--
	}
	m := nat(nil).shl(x.mant, uint(by))
	root := nat(nil).sqrt(m)
	z.neg = false
	return z.become(root, low/2, nat(nil).mul(root, root).cmp(m) != 0)
}
