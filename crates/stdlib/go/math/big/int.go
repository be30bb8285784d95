// Integers: arithmetic and comparing.

package big

import (
	"fmt"
	"math/rand"
)

// An Int is an integer of any size; its zero value is 0.
type Int struct {
	neg bool // never for 0
	abs nat
}

// NewInt makes an Int.
func NewInt(x int64) *Int { return new(Int).SetInt64(x) }

func (z *Int) become(abs nat, neg bool) *Int {
	z.abs, z.neg = abs, neg && len(abs) > 0
	return z
}

// Sign is -1, 0 or 1.
func (x *Int) Sign() int {
	switch {
	case len(x.abs) == 0:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

// SetInt64 makes z x.
func (z *Int) SetInt64(x int64) *Int {
	if x < 0 {
		return z.become(z.abs.setWord(-Word(x)), true)
	}
	return z.SetUint64(uint64(x))
}

// SetUint64 makes z x.
func (z *Int) SetUint64(x uint64) *Int { return z.become(z.abs.setWord(Word(x)), false) }

// Set makes z x.
func (z *Int) Set(x *Int) *Int {
	if z != x {
		z.become(z.abs.set(x.abs), x.neg)
	}
	return z
}

// Bits are the words of |x|, the lowest first: those that x is made of.
func (x *Int) Bits() []Word { return x.abs }

// SetBits makes z the number with the words abs, which become z's.
func (z *Int) SetBits(abs []Word) *Int { return z.become(nat(abs).norm(), false) }

// Abs makes z |x|.
func (z *Int) Abs(x *Int) *Int {
	z.Set(x)
	z.neg = false
	return z
}

// Neg makes z -x.
func (z *Int) Neg(x *Int) *Int {
	z.Set(x)
	return z.become(z.abs, !z.neg)
}

// sum is x + y, where y's sign is yNeg.
func (z *Int) sum(x *Int, y nat, yNeg bool) *Int {
	switch {
	case x.neg == yNeg:
		return z.become(z.abs.add(x.abs, y), x.neg)
	case x.abs.cmp(y) >= 0:
		return z.become(z.abs.sub(x.abs, y), x.neg)
	}
	return z.become(z.abs.sub(y, x.abs), yNeg)
}

// Add makes z x + y.
func (z *Int) Add(x, y *Int) *Int { return z.sum(x, y.abs, y.neg) }

// Sub makes z x - y.
func (z *Int) Sub(x, y *Int) *Int { return z.sum(x, y.abs, !y.neg) }

// Mul makes z x * y.
func (z *Int) Mul(x, y *Int) *Int { return z.become(z.abs.mul(x.abs, y.abs), x.neg != y.neg) }

// MulRange makes z the product of all integers from a to b.
func (z *Int) MulRange(a, b int64) *Int {
	switch {
	case a > b:
		return z.SetInt64(1)
	case a <= 0 && b >= 0:
		return z.SetInt64(0)
	case a < 0:
		return z.become(product(-uint64(b), -uint64(a)), (b-a)&1 == 0)
	}
	return z.become(product(uint64(a), uint64(b)), false)
}

// product multiplies halves, so that factors are of like size.
func product(a, b uint64) nat {
	switch {
	case a == b:
		return nat(nil).setWord(Word(a))
	case b-a == 1:
		return nat(nil).mulAddWord(nat(nil).setWord(Word(a)), Word(b), 0)
	}
	m := a + (b-a)/2
	return nat(nil).mul(product(a, m), product(m+1, b))
}

// Binomial makes z the number of ways to take k out of n.
func (z *Int) Binomial(n, k int64) *Int {
	if k < 0 || k > n {
		return z.SetInt64(0)
	}
	k = min(k, n-k)
	z.SetInt64(1)
	for i := range k {
		z.abs = z.abs.mulAddWord(z.abs, Word(n-i), 0)
		z.abs, _ = z.abs.divWord(z.abs, Word(i+1))
	}
	return z
}

// Quo makes z x/y, rounded towards zero as / is.
func (z *Int) Quo(x, y *Int) *Int {
	neg := x.neg != y.neg
	q, _ := z.abs.div(nil, x.abs, y.abs)
	return z.become(q, neg)
}

// Rem makes z the remainder of Quo, as % is.
func (z *Int) Rem(x, y *Int) *Int {
	neg := x.neg
	_, r := nat(nil).div(z.abs, x.abs, y.abs)
	return z.become(r, neg)
}

// QuoRem is Quo and Rem in one.
func (z *Int) QuoRem(x, y, r *Int) (*Int, *Int) {
	neg, remNeg := x.neg != y.neg, x.neg
	q, rem := z.abs.div(r.abs, x.abs, y.abs)
	r.become(rem, remNeg)
	return z.become(q, neg), r
}

// Div makes z the quotient for which the remainder is not negative.
func (z *Int) Div(x, y *Int) *Int {
	z.DivMod(x, y, new(Int))
	return z
}

// Mod makes z the remainder of Div.
func (z *Int) Mod(x, y *Int) *Int {
	new(Int).DivMod(x, y, z)
	return z
}

// DivMod is Div and Mod in one.
func (z *Int) DivMod(x, y, m *Int) (*Int, *Int) {
	divisor := y
	if z == y || m == y || shares(z.abs, y.abs) || shares(m.abs, y.abs) {
		divisor = new(Int).Set(y)
	}
	z.QuoRem(x, y, m)
	if m.neg {
		if divisor.neg {
			z.Add(z, intOne)
			m.Sub(m, divisor)
		} else {
			z.Sub(z, intOne)
			m.Add(m, divisor)
		}
	}
	return z, m
}

var intOne = &Int{false, natOne}

// Divide makes z x/y rounded as mode says, which is one of Trunc, Floor, Round and Ceil, and r what
// remains. Both may be nil.
func (z *Int) Divide(x, y, r *Int, mode RoundingMode) (*Int, *Int) {
	q, rem := new(Int), new(Int)
	q.QuoRem(x, y, rem)
	if len(rem.abs) > 0 {
		neg := x.neg != y.neg
		away := false
		switch mode {
		case Trunc:
		case Floor:
			away = neg
		case Ceil:
			away = !neg
		case Round:
			half := nat(nil).shl(rem.abs, 1).cmp(y.abs)
			away = half > 0 || half == 0 && q.abs.bit(0) != 0
		default:
			panic("unsupported rounding mode")
		}
		if away {
			q.sum(q, natOne, neg)
			rem.sum(rem, y.abs, !x.neg)
		}
	}
	if z != nil {
		z.Set(q)
	}
	if r != nil {
		r.Set(rem)
	}
	return z, r
}

// Cmp is -1, 0 or 1 as x is less than, equal to or greater than y.
func (x *Int) Cmp(y *Int) int {
	switch {
	case x.neg != y.neg && x.neg:
		return -1
	case x.neg != y.neg:
		return 1
	case x.neg:
		return y.abs.cmp(x.abs)
	}
	return x.abs.cmp(y.abs)
}

// CmpAbs is Cmp for |x| and |y|.
func (x *Int) CmpAbs(y *Int) int { return x.abs.cmp(y.abs) }

func (x nat) low() uint64 {
	if len(x) == 0 {
		return 0
	}
	return uint64(x[0])
}

// Int64 is the lower 64 bits of x.
func (x *Int) Int64() int64 {
	v := int64(x.abs.low())
	if x.neg {
		v = -v
	}
	return v
}

// Uint64 is the lower 64 bits of |x|.
func (x *Int) Uint64() uint64 { return x.abs.low() }

// IsInt64 reports whether x is an int64.
func (x *Int) IsInt64() bool {
	if len(x.abs) > 1 {
		return false
	}
	w := int64(x.abs.low())
	return w >= 0 || x.neg && w == -w
}

// IsUint64 reports whether x is a uint64.
func (x *Int) IsUint64() bool { return !x.neg && len(x.abs) <= 1 }

// Float64 is the float64 nearest to x, and how far from it.
func (x *Int) Float64() (float64, Accuracy) { return new(Float).SetInt(x).Float64() }

// Exp makes z x**y modulo |m|; without a modulus if m is nil or 0. For a negative y, x's inverse is
// taken: without one z stays and nil is returned, and 1 without a modulus.
func (z *Int) Exp(x, y, m *Int) *Int {
	base := x.abs
	var mod nat
	if m != nil {
		mod = m.abs
	}
	if y.neg {
		if len(mod) == 0 {
			return z.SetInt64(1)
		}
		inverse := new(Int).ModInverse(x, m)
		if inverse == nil {
			return nil
		}
		base = inverse.abs
	}
	neg := x.neg && y.abs.bit(0) == 1
	abs := nat(nil).exp(base, y.abs, mod)
	if neg && len(mod) > 0 && len(abs) > 0 {
		abs, neg = nat(nil).sub(mod, abs), false
	}
	return z.become(abs, neg)
}

// GCD makes z the greatest common divisor of a and b, and z = a*x + b*y where x and y are not nil.
func (z *Int) GCD(x, y, a, b *Int) *Int {
	wanted := x != nil || y != nil
	// What is left of a and b, and a's part in each: the signs come in at the end.
	p, q := new(Int).Abs(a), new(Int).Abs(b)
	pa, qa := NewInt(1), NewInt(0)
	if len(p.abs) == 0 {
		pa = NewInt(0)
	}
	if p.abs.cmp(q.abs) < 0 {
		p, q, pa, qa = q, p, qa, pa
	}
	quo, rem, part := new(Int), new(Int), new(Int)
	for len(q.abs) > 0 {
		quo.QuoRem(p, q, rem)
		p, q, rem = q, rem, p
		if wanted {
			part.Mul(quo, qa)
			pa.Sub(pa, part)
			pa, qa = qa, pa
		}
	}
	if wanted {
		if a.neg {
			pa.Neg(pa)
		}
		// Go's own library says -0 here. Asked before y and x are set, which may be a and b.
		minus := pa.neg || a.neg && len(pa.abs) == 0 && len(b.abs) != 0
		if y != nil {
			if len(b.abs) == 0 {
				y.SetInt64(0)
			} else {
				t := new(Int).Mul(a, pa)
				t.Sub(p, t)
				y.Quo(t, b)
			}
		}
		if x != nil {
			x.Set(pa)
			x.neg = minus
		}
	}
	return z.Set(p)
}

// ModInverse makes z the number in [0, |n|) for which g*z is 1 modulo n. Without one z stays and nil
// is returned.
func (z *Int) ModInverse(g, n *Int) *Int {
	n = new(Int).Abs(n)
	var x, d Int
	if g.neg {
		g = new(Int).Mod(g, n)
	}
	d.GCD(&x, nil, g, n)
	if d.Cmp(intOne) != 0 {
		return nil
	}
	if x.neg {
		return z.Add(&x, n)
	}
	return z.Set(&x)
}

// Sqrt makes z the square root of x, rounded down.
func (z *Int) Sqrt(x *Int) *Int {
	if x.neg {
		panic("square root of negative number")
	}
	return z.become(z.abs.sqrt(x.abs), false)
}

// Rand makes z a random number in [0, n).
func (z *Int) Rand(rnd *rand.Rand, n *Int) *Int {
	if n.neg || len(n.abs) == 0 {
		return z.become(nil, false)
	}
	abs := make(nat, len(n.abs))
	spare := uint(len(abs)*wordBits - n.abs.bitLen())
	for {
		for i := range abs {
			low := Word(rnd.Uint32())
			abs[i] = low | Word(rnd.Uint32())<<32
		}
		abs[len(abs)-1] &= ^Word(0) >> spare
		if abs.norm().cmp(n.abs) < 0 {
			return z.become(abs.norm(), false)
		}
	}
}

// Jacobi is the Jacobi symbol (x/y), which is 1, -1 or 0; y must be odd.
func Jacobi(x, y *Int) int {
	if y.abs.bit(0) == 0 {
		panic(fmt.Sprintf("big: invalid 2nd argument to Int.Jacobi: need odd integer but got %s", y.String()))
	}
	j := 1
	a, b := new(Int).Set(x), new(Int).Set(y)
	if b.neg {
		if a.neg {
			j = -1
		}
		b.neg = false
	}
	for b.abs.cmp(natOne) != 0 {
		a.Mod(a, b)
		if len(a.abs) == 0 {
			return 0
		}
		// Twos, then the law of reciprocity.
		s := a.abs.trailingZeros()
		a.Rsh(a, s)
		if low := b.abs[0] & 7; s&1 != 0 && (low == 3 || low == 5) {
			j = -j
		}
		if a.abs[0]&3 == 3 && b.abs[0]&3 == 3 {
			j = -j
		}
		a, b = b, a
	}
	return j
}

// ModSqrt makes z a square root of x modulo the odd prime p. Without one z stays and nil is returned.
func (z *Int) ModSqrt(x, p *Int) *Int {
	switch Jacobi(x, p) {
	case -1:
		return nil
	case 0:
		return z.SetInt64(0)
	}
	x = new(Int).Mod(x, p)
	switch p.abs[0] & 7 {
	case 3, 7:
		e := new(Int).Add(p, intOne)
		return z.Exp(x, e.Rsh(e, 2), p)
	case 5:
		// With a = (2x)**((p-5)/8) and i = 2xa², which is a root of -1: xa(i-1).
		e := new(Int).Rsh(p, 3)
		twice := new(Int).Lsh(x, 1)
		a := new(Int).Exp(twice, e, p)
		i := new(Int).Mul(a, a)
		i.Mod(i.Mul(i, twice), p)
		i.Sub(i, intOne)
		i.Mul(i.Mul(i, x), a)
		return z.Mod(i, p)
	}
	// Tonelli and Shanks: p - 1 = odd << twos.
	less := new(Int).Sub(p, intOne)
	twos := less.abs.trailingZeros()
	odd := new(Int).Rsh(less, twos)
	n := NewInt(2)
	for Jacobi(n, p) != -1 {
		n.Add(n, intOne)
	}
	e := new(Int).Add(odd, intOne)
	y := new(Int).Exp(x, e.Rsh(e, 1), p)
	b := new(Int).Exp(x, odd, p)
	g := new(Int).Exp(n, odd, p)
	for r := twos; ; {
		m := uint(0)
		for t := new(Int).Set(b); t.Cmp(intOne) != 0; m++ {
			t.Mod(t.Mul(t, t), p)
		}
		if m == 0 {
			return z.Set(y)
		}
		t := new(Int).Set(g)
		for range r - m - 1 {
			t.Mod(t.Mul(t, t), p)
		}
		y.Mod(y.Mul(y, t), p)
		g.Mod(t.Mul(t, t), p)
		b.Mod(b.Mul(b, g), p)
		r = m
	}
}
