// Integers as bits, negative ones in two's complement; and as bytes.

package big

// The bits of a negative x are those of |x|-1 turned over.

// turned is x, or |x|-1.
func (x *Int) turned() nat {
	if x.neg {
		return nat(nil).sub(x.abs, natOne)
	}
	return x.abs
}

// turn is the inverse of turned.
func (z *Int) turn(abs nat, neg bool) *Int {
	if neg {
		abs = abs.add(abs, natOne)
	}
	return z.become(abs, neg)
}

// Lsh makes z x << n.
func (z *Int) Lsh(x *Int, n uint) *Int { return z.become(z.abs.shl(x.abs, n), x.neg) }

// Rsh makes z x >> n.
func (z *Int) Rsh(x *Int, n uint) *Int {
	if x.neg {
		t := x.turned()
		return z.turn(t.shr(t, n), true)
	}
	return z.become(z.abs.shr(x.abs, n), false)
}

// Not makes z ^x.
func (z *Int) Not(x *Int) *Int {
	neg := !x.neg
	return z.turn(z.abs.set(x.turned()), neg)
}

// And makes z x & y.
func (z *Int) And(x, y *Int) *Int {
	if x.neg && !y.neg {
		x, y = y, x
	}
	a, b := x.turned(), y.turned()
	switch {
	case x.neg:
		return z.turn(z.abs.or(a, b), true)
	case y.neg:
		return z.become(z.abs.andNot(a, b), false)
	}
	return z.become(z.abs.and(a, b), false)
}

// AndNot makes z x &^ y.
func (z *Int) AndNot(x, y *Int) *Int { return z.And(x, new(Int).Not(y)) }

// Or makes z x | y.
func (z *Int) Or(x, y *Int) *Int {
	if x.neg && !y.neg {
		x, y = y, x
	}
	a, b := x.turned(), y.turned()
	switch {
	case x.neg:
		return z.turn(z.abs.and(a, b), true)
	case y.neg:
		return z.turn(z.abs.andNot(b, a), true)
	}
	return z.become(z.abs.or(a, b), false)
}

// Xor makes z x ^ y.
func (z *Int) Xor(x, y *Int) *Int {
	neg := x.neg != y.neg
	return z.turn(z.abs.xor(x.turned(), y.turned()), neg)
}

// Bit is bit i of x.
func (x *Int) Bit(i int) uint {
	if i < 0 {
		panic("negative bit index")
	}
	b := x.turned().bit(uint(i))
	if x.neg {
		b ^= 1
	}
	return b
}

// SetBit makes z x with bit i set to b.
func (z *Int) SetBit(x *Int, i int, b uint) *Int {
	if i < 0 {
		panic("negative bit index")
	}
	neg := x.neg
	if neg {
		b ^= 1
	}
	if b > 1 {
		panic("set bit is not 0 or 1")
	}
	return z.turn(z.abs.setBit(x.turned(), uint(i), b), neg)
}

// BitLen is the number of bits of |x|.
func (x *Int) BitLen() int { return x.abs.bitLen() }

// TrailingZeroBits counts the zeros below the lowest one bit of |x|.
func (x *Int) TrailingZeroBits() uint { return x.abs.trailingZeros() }

// SetBytes makes z the number whose bytes are buf, the highest first.
func (z *Int) SetBytes(buf []byte) *Int { return z.become(z.abs.setBytes(buf), false) }

// Bytes are the bytes of |x|, the highest first.
func (x *Int) Bytes() []byte {
	buf := make([]byte, len(x.abs)*wordBytes)
	return buf[x.abs.bytes(buf):]
}

// FillBytes writes the bytes of |x| to the end of buf, and zeros before them.
func (x *Int) FillBytes(buf []byte) []byte {
	clear(buf)
	x.abs.bytes(buf)
	return buf
}
