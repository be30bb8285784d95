// Package big is arithmetic with numbers of any size: integers, fractions, and floating-point numbers
// with as many bits as asked for.
package big

import "math/bits"

// A Word is one digit of a number in base 1<<64.
type Word uint

const (
	wordBits  = 64
	wordBytes = 8
)

// A nat is a number from 0 up: its words, the lowest first, without zeros at the high end.
//
// Results are written over the array of the receiver where it has room and no operand is lost by it.
type nat []Word

var natOne = nat{1}

func (z nat) norm() nat {
	n := len(z)
	for n > 0 && z[n-1] == 0 {
		n--
	}
	return z[:n]
}

// make is a nat of n words, whatever they are.
func (z nat) make(n int) nat {
	if n <= cap(z) {
		return z[:n]
	}
	// Numbers tend to grow.
	return make(nat, n, n+4)
}

func (z nat) setWord(x Word) nat {
	if x == 0 {
		return z[:0]
	}
	z = z.make(1)
	z[0] = x
	return z
}

func (z nat) set(x nat) nat {
	z = z.make(len(x))
	copy(z, x)
	return z
}

// shares reports whether x and y may lie in one array: then they end at the same word of it.
func shares(x, y nat) bool {
	return cap(x) > 0 && cap(y) > 0 && &x[:cap(x)][cap(x)-1] == &y[:cap(y)][cap(y)-1]
}

func (x nat) cmp(y nat) int {
	if len(x) != len(y) {
		if len(x) < len(y) {
			return -1
		}
		return 1
	}
	for i := len(x) - 1; i >= 0; i-- {
		if x[i] != y[i] {
			if x[i] < y[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

func (z nat) add(x, y nat) nat {
	if len(x) < len(y) {
		x, y = y, x
	}
	n := len(x)
	z = z.make(n + 1)
	z[n] = carryOn(z[len(y):n], x[len(y):], addTo(z, x, y))
	return z.norm()
}

// addTo is z = x + y, in as many words as y has.
func addTo(z, x, y nat) (carry Word) {
	for i, b := range y {
		a := x[i]
		s := a + b
		t := s + carry
		carry = 0
		if s < a || t < s {
			carry = 1
		}
		z[i] = t
	}
	return carry
}

// carryOn is z = x + carry.
func carryOn(z, x nat, carry Word) Word {
	for i, a := range x {
		s := a + carry
		z[i] = s
		if s >= carry {
			carry = 0
		} else {
			carry = 1
		}
	}
	return carry
}

// sub is x - y, which is not negative.
func (z nat) sub(x, y nat) nat {
	z = z.make(len(x))
	subFrom(z, x, y)
	return z.norm()
}

// subFrom is z = x - y, in as many words as x has; it returns what had to be borrowed.
func subFrom(z, x, y nat) (borrow Word) {
	for i, b := range y {
		a := x[i]
		s := a - b
		t := s - borrow
		borrow = 0
		if s > a || t > s {
			borrow = 1
		}
		z[i] = t
	}
	for i := len(y); i < len(x); i++ {
		a := x[i]
		z[i] = a - borrow
		if a >= borrow {
			borrow = 0
		}
	}
	return borrow
}

// mulAddWord is x*y + r.
func (z nat) mulAddWord(x nat, y, r Word) nat {
	n := len(x)
	z = z.make(n + 1)
	for i, a := range x {
		hi, lo := bits.Mul64(uint64(a), uint64(y))
		s := Word(lo) + r
		r = Word(hi)
		if s < Word(lo) {
			r++
		}
		z[i] = s
	}
	z[n] = r
	return z.norm()
}

// addMul is z += x*y; it returns what goes beyond the words of x.
func addMul(z, x nat, y Word) (carry Word) {
	for i, a := range x {
		hi, lo := bits.Mul64(uint64(a), uint64(y))
		s := Word(lo) + carry
		carry = Word(hi)
		if s < Word(lo) {
			carry++
		}
		t := z[i] + s
		if t < s {
			carry++
		}
		z[i] = t
	}
	return carry
}

// subMul is z -= x*y; it returns what is to be taken from beyond the words of x.
func subMul(z, x nat, y Word) (borrow Word) {
	for i, a := range x {
		hi, lo := bits.Mul64(uint64(a), uint64(y))
		s := Word(lo) + borrow
		borrow = Word(hi)
		if s < Word(lo) {
			borrow++
		}
		t := z[i]
		if t < s {
			borrow++
		}
		z[i] = t - s
	}
	return borrow
}

func (z nat) mul(x, y nat) nat {
	if len(x) < len(y) {
		x, y = y, x
	}
	switch {
	case len(y) == 0:
		return z[:0]
	case len(y) == 1:
		return z.mulAddWord(x, y[0], 0)
	case shares(z, x) || shares(z, y):
		z = nil
	}
	z = z.make(len(x) + len(y))
	mulInto(z, x, y)
	return z.norm()
}

// From this many words on three products of halves cost less than four.
const karatsuba = 40

// mulInto is z = x*y; len(z) is the sum of their lengths, and x is not the shorter one.
func mulInto(z, x, y nat) {
	n := len(y)
	if n < karatsuba {
		clear(z)
		for i, b := range y {
			if b != 0 {
				z[i+len(x)] = addMul(z[i:i+len(x)], x, b)
			}
		}
		return
	}
	if len(x) > n {
		// x in pieces that are as long as y.
		clear(z)
		var part nat
		for i := 0; i < len(x); i += n {
			piece := x[i:min(i+n, len(x))]
			part = part.mul(piece.norm(), y)
			addAt(z[i:], part)
		}
		return
	}
	// With x = x1*B + x0 and y likewise: x1*y0 + x0*y1 = x1*y1 + x0*y0 - (x1-x0)*(y1-y0).
	h := n / 2
	x0, x1, y0, y1 := x[:h].norm(), x[h:].norm(), y[:h].norm(), y[h:].norm()
	low, high := nat(nil).mul(x0, y0), nat(nil).mul(x1, y1)
	clear(z)
	copy(z, low)
	copy(z[2*h:], high)
	dx, negX := distance(x1, x0)
	dy, negY := distance(y1, y0)
	cross := nat(nil).mul(dx, dy)
	middle := nat(nil).add(low, high)
	if negX == negY {
		middle = middle.sub(middle, cross)
	} else {
		middle = middle.add(middle, cross)
	}
	addAt(z[h:], middle)
}

// addAt is z += x, where the sum has room in z.
func addAt(z, x nat) {
	rest := z[len(x):]
	carry := addTo(z, z, x)
	for i := 0; carry != 0 && i < len(rest); i++ {
		rest[i]++
		if rest[i] != 0 {
			carry = 0
		}
	}
}

func distance(x, y nat) (d nat, neg bool) {
	if x.cmp(y) < 0 {
		return nat(nil).sub(y, x), true
	}
	return nat(nil).sub(x, y), false
}

// shl is x << s.
func (z nat) shl(x nat, s uint) nat {
	if len(x) == 0 {
		return z[:0]
	}
	words, by := int(s/wordBits), s%wordBits
	n := len(x) + words
	z = z.make(n + 1)
	// From the high end down, since z may be x.
	z[n] = 0
	for i := len(x) - 1; i >= 0; i-- {
		a := x[i]
		z[i+words+1] |= a >> (wordBits - by)
		z[i+words] = a << by
	}
	clear(z[:words])
	return z.norm()
}

// shr is x >> s.
func (z nat) shr(x nat, s uint) nat {
	words, by := s/wordBits, s%wordBits
	if words >= uint(len(x)) {
		return z[:0]
	}
	x = x[words:]
	z = z.make(len(x))
	for i, a := range x {
		z[i] = a >> by
		if i > 0 {
			z[i-1] |= a << (wordBits - by)
		}
	}
	return z.norm()
}

func (x nat) bitLen() int {
	if n := len(x); n > 0 {
		return n*wordBits - bits.LeadingZeros64(uint64(x[n-1]))
	}
	return 0
}

// trailingZeros counts the zeros below the lowest one bit; 0 for 0.
func (x nat) trailingZeros() uint {
	for i, a := range x {
		if a != 0 {
			return uint(i*wordBits + bits.TrailingZeros64(uint64(a)))
		}
	}
	return 0
}

func (x nat) bit(i uint) uint {
	if j := i / wordBits; j < uint(len(x)) {
		return uint(x[j] >> (i % wordBits) & 1)
	}
	return 0
}

// sticky reports whether there is a one bit below bit i.
func (x nat) sticky(i uint) bool { return len(x) > 0 && x.trailingZeros() < i }

func (z nat) setBit(x nat, i, b uint) nat {
	j, mask := int(i/wordBits), Word(1)<<(i%wordBits)
	n := len(x)
	if b == 0 {
		z = z.set(x)
		if j < n {
			z[j] &^= mask
		}
		return z.norm()
	}
	z = z.make(max(n, j+1))
	clear(z[copy(z, x):])
	z[j] |= mask
	return z
}

// trunc is x without the bits from n up.
func (z nat) trunc(x nat, n uint) nat {
	words := int((n + wordBits - 1) / wordBits)
	if len(x) < words {
		return z.set(x)
	}
	z = z.set(x[:words])
	if by := n % wordBits; by != 0 {
		z[words-1] &= 1<<by - 1
	}
	return z.norm()
}

func (z nat) and(x, y nat) nat {
	n := min(len(x), len(y))
	z = z.make(n)
	for i := range n {
		z[i] = x[i] & y[i]
	}
	return z.norm()
}

func (z nat) andNot(x, y nat) nat {
	z = z.make(len(x))
	n := min(len(x), len(y))
	for i := range n {
		z[i] = x[i] &^ y[i]
	}
	copy(z[n:], x[n:])
	return z.norm()
}

func (z nat) or(x, y nat) nat {
	if len(x) < len(y) {
		x, y = y, x
	}
	z = z.make(len(x))
	for i, b := range y {
		z[i] = x[i] | b
	}
	copy(z[len(y):], x[len(y):])
	return z
}

func (z nat) xor(x, y nat) nat {
	if len(x) < len(y) {
		x, y = y, x
	}
	z = z.make(len(x))
	for i, b := range y {
		z[i] = x[i] ^ b
	}
	copy(z[len(y):], x[len(y):])
	return z.norm()
}

// bytes writes x to the end of buf, the highest byte first, and returns where it starts. What has no
// room must be zeros.
func (x nat) bytes(buf []byte) int {
	i := len(buf)
	for _, d := range x {
		for range wordBytes {
			i--
			if i >= 0 {
				buf[i] = byte(d)
			} else if byte(d) != 0 {
				panic("math/big: buffer too small to fit value")
			}
			d >>= 8
		}
	}
	i = max(i, 0)
	for i < len(buf) && buf[i] == 0 {
		i++
	}
	return i
}

func (z nat) setBytes(buf []byte) nat {
	z = z.make((len(buf) + wordBytes - 1) / wordBytes)
	clear(z)
	for i := range buf {
		z[i/wordBytes] |= Word(buf[len(buf)-1-i]) << (i % wordBytes * 8)
	}
	return z.norm()
}
