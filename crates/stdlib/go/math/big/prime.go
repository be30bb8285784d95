// Whether a number is a prime.

package big

// The product of the primes from 3 to 53 is just below 1<<64.
const smallPrimes = 3 * 5 * 7 * 11 * 13 * 17 * 19 * 23 * 29 * 31 * 37 * 41 * 43 * 47 * 53

// ProbablyPrime reports whether x is a prime, with a chance for error that n more tests make smaller.
// Below 1<<64 there is none. No number is known for which the first two tests err together.
func (x *Int) ProbablyPrime(n int) bool {
	if n < 0 {
		panic("negative n for ProbablyPrime")
	}
	if x.neg || len(x.abs) == 0 {
		return false
	}
	low := x.abs[0]
	if len(x.abs) == 1 && low < 64 {
		const primes = 1<<2 | 1<<3 | 1<<5 | 1<<7 | 1<<11 | 1<<13 | 1<<17 | 1<<19 | 1<<23 | 1<<29 | 1<<31 |
			1<<37 | 1<<41 | 1<<43 | 1<<47 | 1<<53 | 1<<59 | 1<<61
		return uint64(primes)>>low&1 != 0
	}
	if low&1 == 0 {
		return false
	}
	r := x.abs.modWord(smallPrimes)
	for _, p := range []Word{3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53} {
		if r%p == 0 {
			return false
		}
	}
	if !strong(x, 2) || !lucas(x) {
		return false
	}
	// Odd bases serve as well as random ones.
	for i := range n {
		if !strong(x, uint64(2*i+3)) {
			return false
		}
	}
	return true
}

// strong is the test by Miller and Rabin for a base.
func strong(n *Int, base uint64) bool {
	less := new(Int).Sub(n, intOne)
	twos := less.abs.trailingZeros()
	b := new(Int).SetUint64(base)
	if b.Mod(b, n).Sign() == 0 {
		return true
	}
	y := b.Exp(b, new(Int).Rsh(less, twos), n)
	if y.Cmp(intOne) == 0 {
		return true
	}
	for range twos {
		if y.Cmp(less) == 0 {
			return true
		}
		y.Mod(y.Mul(y, y), n)
	}
	return false
}

// lucas is the almost extra strong test of Lucas sequences, with Baillie's choice of parameters: Q is
// 1, and P the first number from 3 up for which (P²-4 / n) is -1.
func lucas(n *Int) bool {
	p := int64(3)
	for d := new(Int); ; p++ {
		j := Jacobi(d.SetInt64(p*p-4), n)
		if j == -1 {
			break
		}
		if j == 0 {
			// n has a factor in common with P²-4: it is one only if n is P+2, since smaller P were tried.
			return len(n.abs) == 1 && n.abs[0] == Word(p+2)
		}
		if p == 40 {
			// No P serves for squares.
			root := new(Int).Sqrt(n)
			if root.Mul(root, root).Cmp(n) == 0 {
				return false
			}
		}
	}
	// n + 1 = odd << twos; V(k) and V(k+1) are followed along the bits of odd.
	s := new(Int).Add(n, intOne)
	twos := s.abs.trailingZeros()
	s.Rsh(s, twos)
	pInt, two := NewInt(p), NewInt(2)
	v, next := NewInt(2), NewInt(p)
	double := func(z *Int) { z.Mod(z.Sub(z.Mul(z, z), two), n) }
	for i := s.BitLen() - 1; i >= 0; i-- {
		both := new(Int).Mul(v, next)
		both.Mod(both.Sub(both, pInt), n)
		if s.Bit(i) != 0 {
			v = both
			double(next)
		} else {
			next = both
			double(v)
		}
	}
	less := new(Int).Sub(n, two)
	if v.Cmp(two) == 0 || v.Cmp(less) == 0 {
		// U(odd) is 0 just if P*V(odd) is 2*V(odd+1).
		t := new(Int).Mul(v, pInt)
		t.Sub(t, next.Lsh(next, 1))
		if t.Mod(t, n).Sign() == 0 {
			return true
		}
	}
	for range twos - 1 {
		switch {
		case v.Sign() == 0:
			return true
		case v.Cmp(two) == 0:
			return false
		}
		double(v)
	}
	return false
}
