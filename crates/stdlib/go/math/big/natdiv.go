// Division of nats, and what is made of it: powers, roots.

package big

import "math/bits"

// reciprocal is (1<<128-1)/d - 1<<64 of a d with its highest bit set. Multiplying by it takes the
// place of dividing by d.
func reciprocal(d Word) Word {
	q, _ := bits.Div64(^uint64(d), ^uint64(0), uint64(d))
	return Word(q)
}

// divTwo divides hi<<64 + lo by d, where hi < d and v = reciprocal(d).
func divTwo(hi, lo, d, v Word) (q, r Word) {
	qh, ql := bits.Mul64(uint64(v), uint64(hi))
	low := Word(ql) + lo
	q = Word(qh) + hi + 1
	if low < lo {
		q++
	}
	// q is the quotient or up to two off it, and low tells to which side.
	r = lo - q*d
	if r > low {
		q--
		r += d
	}
	if r >= d {
		q++
		r -= d
	}
	return q, r
}

// divWord is x/y and the remainder.
func (z nat) divWord(x nat, y Word) (nat, Word) {
	if y == 0 {
		panic("division by zero")
	}
	if y == 1 {
		return z.set(x), 0
	}
	if len(x) == 0 {
		return z[:0], 0
	}
	z = z.make(len(x))
	s := uint(bits.LeadingZeros64(uint64(y)))
	y <<= s
	v := reciprocal(y)
	r := x[len(x)-1] >> (wordBits - s)
	for i := len(x) - 1; i >= 0; i-- {
		a := x[i] << s
		if i > 0 {
			a |= x[i-1] >> (wordBits - s)
		}
		z[i], r = divTwo(r, a, y, v)
	}
	return z.norm(), r >> s
}

// modWord is x % y.
func (x nat) modWord(y Word) Word {
	_, r := nat(nil).divWord(x, y)
	return r
}

// div is x/y and the remainder, which is written over rem.
func (z nat) div(rem, x, y nat) (q, r nat) {
	if len(y) == 0 {
		panic("division by zero")
	}
	if x.cmp(y) < 0 {
		r = rem.set(x)
		return z[:0], r
	}
	if len(y) == 1 {
		var low Word
		q, low = z.divWord(x, y[0])
		return q, rem.setWord(low)
	}
	if shares(z, x) || shares(z, y) {
		z = nil
	}
	if shares(rem, y) || shares(rem, z) {
		rem = nil
	}
	// Digit by digit as on paper, with the highest bit of y set so that guesses are good.
	n := len(y)
	s := uint(bits.LeadingZeros64(uint64(y[n-1])))
	y = nat(nil).shl(y, s)
	m := len(x) - n
	u := rem.make(len(x) + 1)
	shifted := u.shl(x, s)
	u = shifted[:len(x)+1]
	clear(u[len(shifted):])
	q = z.make(m + 1)
	top, next := y[n-1], y[n-2]
	v := reciprocal(top)
	for j := m; j >= 0; j-- {
		guess := ^Word(0)
		if u[j+n] < top {
			var r Word
			guess, r = divTwo(u[j+n], u[j+n-1], top, v)
			hi, lo := bits.Mul64(uint64(guess), uint64(next))
			for Word(hi) > r || Word(hi) == r && Word(lo) > u[j+n-2] {
				guess--
				old := r
				r += top
				if r < old {
					break
				}
				if lo < uint64(next) {
					hi--
				}
				lo -= uint64(next)
			}
		}
		borrow := subMul(u[j:j+n], y, guess)
		if u[j+n] < borrow {
			guess--
			borrow -= addTo(u[j:], u[j:], y)
		}
		u[j+n] -= borrow
		q[j] = guess
	}
	return q.norm(), u.norm().shr(u.norm(), s)
}

// mod is x % y.
func (z nat) mod(x, y nat) nat {
	_, r := nat(nil).div(z, x, y)
	return r
}

// exp is x**y, modulo m if m is not 0.
func (z nat) exp(x, y, m nat) nat {
	if len(m) == 1 && m[0] == 1 {
		return z.setWord(0)
	}
	if len(y) == 0 {
		return z.setWord(1)
	}
	if len(x) == 0 {
		return z.setWord(0)
	}
	if len(m) != 0 {
		if m[0]&1 != 0 && len(m) > 1 && len(y) > 1 {
			return z.set(newMontgomery(m).exp(x, y))
		}
		x = nat(nil).mod(x, m)
		if len(x) == 0 {
			return z.setWord(0)
		}
	}
	var p, product, q nat
	p = p.set(x)
	for i := y.bitLen() - 2; i >= 0; i-- {
		product = product.mul(p, p)
		p, product = product, p
		if y.bit(uint(i)) != 0 {
			product = product.mul(p, x)
			p, product = product, p
		}
		if len(m) != 0 {
			q, p = q.div(p, p, m)
		}
	}
	return z.set(p)
}

// A montgomery multiplies modulo an odd number m without dividing: numbers stand for themselves
// times R = 1<<(64*len(m)), and m is added until the low half of a product is zero.
type montgomery struct {
	m   nat
	inv Word // -1/m modulo 1<<64
	buf nat
}

func newMontgomery(m nat) *montgomery {
	// Each step of Newton's doubles the number of right bits; m is its own inverse modulo 8.
	inv := m[0]
	for range 5 {
		inv *= 2 - m[0]*inv
	}
	return &montgomery{m, -inv, make(nat, 2*len(m)+1)}
}

// mul writes x*y/R to z; all have the length of m.
func (g *montgomery) mul(z, x, y nat) {
	n := len(g.m)
	t := g.buf
	clear(t)
	for i, b := range y {
		c := addMul(t[i:i+n], x, b)
		d := addMul(t[i:i+n], g.m, t[i]*g.inv)
		s := t[i+n] + c
		u := s + d
		t[i+n] = u
		if s < c || u < d {
			t[i+n+1]++
		}
	}
	high := t[n:]
	if high.norm().cmp(g.m) >= 0 {
		subFrom(high, high, g.m)
	}
	copy(z, high)
}

func (g *montgomery) exp(x, y nat) nat {
	n := len(g.m)
	full := func(x nat) nat {
		z := make(nat, n)
		copy(z, x)
		return z
	}
	into := func(x nat) nat {
		return full(nat(nil).mod(nat(nil).shl(x, uint(n*wordBits)), g.m))
	}
	// Four bits of y at a time.
	var powers [16]nat
	powers[0] = into(natOne)
	powers[1] = into(x)
	for i := 2; i < 16; i++ {
		powers[i] = make(nat, n)
		g.mul(powers[i], powers[i-1], powers[1])
	}
	p := full(powers[0])
	for i := len(y) - 1; i >= 0; i-- {
		for s := wordBits - 4; s >= 0; s -= 4 {
			for range 4 {
				g.mul(p, p, p)
			}
			if d := y[i] >> s & 15; d != 0 {
				g.mul(p, p, powers[d])
			}
		}
	}
	g.mul(p, p, full(natOne))
	return p.norm()
}

// sqrt is the largest number whose square is not above x.
func (z nat) sqrt(x nat) nat {
	if len(x) == 0 {
		return z[:0]
	}
	// Newton's method from above: it falls until it is there.
	r := nat(nil).shl(natOne, uint(x.bitLen()+1)/2)
	var q, rem, next nat
	for {
		q, rem = q.div(rem, x, r)
		next = next.add(q, r)
		next = next.shr(next, 1)
		if next.cmp(r) >= 0 {
			return z.set(r)
		}
		r, next = next, r
	}
}
