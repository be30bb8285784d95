// Fractions.

package big

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
)

// A Rat is a fraction in lowest terms; its zero value is 0.
type Rat struct {
	a Int
	b Int // without words it stands for 1; never negative
}

// NewRat makes the fraction a/b.
func NewRat(a, b int64) *Rat { return new(Rat).SetFrac64(a, b) }

func (x *Rat) denom() nat {
	if len(x.b.abs) == 0 {
		return natOne
	}
	return x.b.abs
}

// become makes z a/b in lowest terms.
func (z *Rat) become(a, b nat, neg bool) *Rat {
	if len(b) == 0 {
		panic("division by zero")
	}
	if len(a) == 0 {
		b = natOne
	} else if len(b) > 1 || b[0] != 1 {
		d := new(Int).GCD(nil, nil, &Int{abs: a}, &Int{abs: b}).abs
		if d.cmp(natOne) != 0 {
			a, _ = nat(nil).div(nil, a, d)
			b, _ = nat(nil).div(nil, b, d)
		}
	}
	if shares(z.a.abs, b) {
		b = nat(nil).set(b)
	}
	z.a.become(z.a.abs.set(a), neg)
	z.b.become(z.b.abs.set(b), false)
	return z
}

// SetFrac makes z a/b.
func (z *Rat) SetFrac(a, b *Int) *Rat { return z.become(a.abs, b.abs, a.neg != b.neg) }

// SetFrac64 makes z a/b.
func (z *Rat) SetFrac64(a, b int64) *Rat { return z.SetFrac(NewInt(a), NewInt(b)) }

// SetInt makes z x.
func (z *Rat) SetInt(x *Int) *Rat { return z.become(x.abs, natOne, x.neg) }

// SetInt64 makes z x.
func (z *Rat) SetInt64(x int64) *Rat { return z.SetInt(NewInt(x)) }

// SetUint64 makes z x.
func (z *Rat) SetUint64(x uint64) *Rat { return z.SetInt(new(Int).SetUint64(x)) }

// SetFloat64 makes z exactly f; nil if f is not finite.
func (z *Rat) SetFloat64(f float64) *Rat {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil
	}
	r, _ := new(Float).SetFloat64(f).Rat(z)
	return r
}

// Set makes z x.
func (z *Rat) Set(x *Rat) *Rat {
	z.a.Set(&x.a)
	z.b.become(z.b.abs.set(x.denom()), false)
	return z
}

// Sign is -1, 0 or 1.
func (x *Rat) Sign() int { return x.a.Sign() }

// IsInt reports whether the denominator is 1.
func (x *Rat) IsInt() bool { return x.denom().cmp(natOne) == 0 }

// Num is the numerator, with the sign: the one that x is made of.
func (x *Rat) Num() *Int { return &x.a }

// Denom is the denominator: the one that x is made of, unless x was never set.
func (x *Rat) Denom() *Int {
	if len(x.b.abs) == 0 {
		return NewInt(1)
	}
	return &x.b
}

// Abs makes z |x|.
func (z *Rat) Abs(x *Rat) *Rat {
	z.Set(x)
	z.a.neg = false
	return z
}

// Neg makes z -x.
func (z *Rat) Neg(x *Rat) *Rat {
	z.Set(x)
	z.a.Neg(&z.a)
	return z
}

// Inv makes z 1/x.
func (z *Rat) Inv(x *Rat) *Rat { return z.become(x.denom(), x.a.abs, x.a.neg) }

// cross is x's numerator times y's denominator.
func cross(x, y *Rat) *Int { return new(Int).become(nat(nil).mul(x.a.abs, y.denom()), x.a.neg) }

// Cmp is -1, 0 or 1 as x is less than, equal to or greater than y.
func (x *Rat) Cmp(y *Rat) int { return cross(x, y).Cmp(cross(y, x)) }

func (z *Rat) over(a *Int, x, y *Rat) *Rat {
	return z.become(a.abs, nat(nil).mul(x.denom(), y.denom()), a.neg)
}

// Add makes z x + y.
func (z *Rat) Add(x, y *Rat) *Rat {
	a := cross(x, y)
	return z.over(a.Add(a, cross(y, x)), x, y)
}

// Sub makes z x - y.
func (z *Rat) Sub(x, y *Rat) *Rat {
	a := cross(x, y)
	return z.over(a.Sub(a, cross(y, x)), x, y)
}

// Mul makes z x * y.
func (z *Rat) Mul(x, y *Rat) *Rat { return z.over(new(Int).Mul(&x.a, &y.a), x, y) }

// Quo makes z x / y.
func (z *Rat) Quo(x, y *Rat) *Rat { return z.SetFrac(cross(x, y), cross(y, x)) }

// float is x with 70 bits and the last one set if there are more.
func (x *Rat) float() (f *Float, exact bool) {
	b := x.denom()
	shift := max(0, 70+b.bitLen()-x.a.abs.bitLen())
	q, r := nat(nil).div(nil, nat(nil).shl(x.a.abs, uint(shift)), b)
	if len(r) > 0 {
		q = q.setBit(q, 0, 1)
	}
	f = &Float{prec: MaxPrec, neg: x.a.neg}
	return f.become(q, -int64(shift), false), len(r) == 0
}

// Float64 is the float64 nearest to x, and whether it is x.
func (x *Rat) Float64() (float64, bool) {
	f, exact := x.float()
	v, acc := f.Float64()
	return v, exact && acc == Exact
}

// Float32 is the float32 nearest to x, and whether it is x.
func (x *Rat) Float32() (float32, bool) {
	f, exact := x.float()
	v, acc := f.Float32()
	return v, exact && acc == Exact
}

// FloatPrec is the number of digits after the point that do not repeat, and whether x has no others.
func (x *Rat) FloatPrec() (n int, exact bool) {
	twos := x.denom().trailingZeros()
	rest := nat(nil).shr(x.denom(), twos)
	fives := uint(0)
	for {
		q, r := nat(nil).divWord(rest, 5)
		if r != 0 {
			break
		}
		rest = q
		fives++
	}
	return int(max(twos, fives)), rest.cmp(natOne) == 0
}

// FloatString is x with prec digits after the point, rounded to the nearest, halves away from zero.
func (x *Rat) FloatString(prec int) string {
	q, r := nat(nil).div(nil, x.a.abs, x.denom())
	fraction := ""
	if prec > 0 || len(r) > 0 {
		scale := power(10, uint64(max(prec, 0)))
		var part nat
		part, r = nat(nil).div(nil, nat(nil).mul(r, scale), x.denom())
		if nat(nil).shl(r, 1).cmp(x.denom()) >= 0 {
			part = part.add(part, natOne)
			if part.cmp(scale) >= 0 {
				q = nat(nil).add(q, natOne)
				part = part.sub(part, scale)
			}
		}
		if prec > 0 {
			text := string(part.text(false, 10))
			fraction = "." + strings.Repeat("0", prec-len(text)) + text
		}
	}
	sign := ""
	if x.a.neg {
		sign = "-"
	}
	return sign + string(q.text(false, 10)) + fraction
}

// String is x as "a/b".
func (x *Rat) String() string { return string(x.appendTo(nil)) }

func (x *Rat) appendTo(b []byte) []byte {
	b = append(x.a.Append(b, 10), '/')
	return append(b, x.denom().text(false, 10)...)
}

// RatString is x as "a/b", or as "a" if b is 1.
func (x *Rat) RatString() string {
	if x.IsInt() {
		return x.a.String()
	}
	return x.String()
}

// SetString makes z the fraction or the floating-point number that s says.
func (z *Rat) SetString(s string) (*Rat, bool) {
	if a, b, ok := strings.Cut(s, "/"); ok {
		num := new(Int)
		if _, ok := num.SetString(a, 0); !ok {
			return nil, false
		}
		r := strings.NewReader(b)
		den, _, _, err := nat(nil).scan(r, 0, false)
		if err != nil || r.Len() > 0 || len(den) == 0 {
			return nil, false
		}
		return z.become(num.abs, den, num.neg), true
	}
	r := strings.NewReader(s)
	n, err := scanNumber(nil, r, 0, true)
	if err != nil || r.Len() > 0 {
		return nil, false
	}
	if len(n.mant) == 0 {
		return z.become(nil, natOne, false), true
	}
	// Whoever writes an exponent must not make us fill the memory.
	if n.exp5 < -1e6 || n.exp5 > 1e6 || n.exp2 < -1e7 || n.exp2 > 1e7 {
		return nil, false
	}
	a, b := n.mant, natOne
	if n.exp5 < 0 {
		b = power(5, uint64(-n.exp5))
	} else {
		a = a.mul(a, power(5, uint64(n.exp5)))
	}
	if n.exp2 < 0 {
		b = nat(nil).shl(b, uint(-n.exp2))
	} else {
		a = a.shl(a, uint(n.exp2))
	}
	return z.become(a, b, n.neg), true
}

// A number is neg, mant * 2**exp2 * 5**exp5.
type number struct {
	neg        bool
	mant       nat
	exp2, exp5 int64
	base       int
}

// scanNumber reads a floating-point number.
func scanNumber(z nat, r io.ByteScanner, base int, underscores bool) (n number, err error) {
	if n.neg, err = scanSign(r); err != nil {
		return n, err
	}
	var places int
	n.mant, n.base, places, err = z.scan(r, base, true)
	if err != nil {
		return n, err
	}
	exp, expBase, err := scanExponent(r, true, underscores)
	if err != nil {
		return n, err
	}
	if places < 0 {
		switch p := int64(places); n.base {
		case 2:
			n.exp2 = p
		case 8:
			n.exp2 = 3 * p
		case 16:
			n.exp2 = 4 * p
		default:
			n.exp2, n.exp5 = p, p
		}
	}
	n.exp2 += exp
	if expBase == 10 {
		n.exp5 += exp
	}
	return n, nil
}

// Scan is for package fmt.
func (z *Rat) Scan(s fmt.ScanState, ch rune) error {
	token, err := s.Token(true, func(c rune) bool { return strings.ContainsRune("+-/0123456789.eE", c) })
	if err != nil {
		return err
	}
	if !strings.ContainsRune("efgEFGv", ch) {
		return errors.New("Rat.Scan: invalid verb")
	}
	if _, ok := z.SetString(string(token)); !ok {
		return errors.New("Rat.Scan: invalid syntax")
	}
	return nil
}

// GobEncode is for package encoding/gob.
func (x *Rat) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	first := byte(gobVersion << 1)
	if x.a.neg {
		first |= 1
	}
	num := x.a.Bytes()
	if len(num) > math.MaxUint32 {
		return nil, errors.New("Rat.GobEncode: numerator too large")
	}
	buf := binary.BigEndian.AppendUint32([]byte{first}, uint32(len(num)))
	return append(append(buf, num...), x.b.Bytes()...), nil
}

// GobDecode is the inverse of GobEncode.
func (z *Rat) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Rat{}
		return nil
	}
	if len(buf) < 5 {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	if buf[0]>>1 != gobVersion {
		return fmt.Errorf("Rat.GobDecode: encoding version %d not supported", buf[0]>>1)
	}
	size := uint64(binary.BigEndian.Uint32(buf[1:]))
	if uint64(len(buf)) < 5+size {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	z.a.abs = z.a.abs.setBytes(buf[5 : 5+size])
	z.a.neg = buf[0]&1 != 0
	z.b.SetBytes(buf[5+size:])
	return nil
}

// AppendText appends RatString.
func (x *Rat) AppendText(b []byte) ([]byte, error) {
	if x.IsInt() {
		return x.a.AppendText(b)
	}
	return x.appendTo(b), nil
}

// MarshalText is RatString.
func (x *Rat) MarshalText() ([]byte, error) { return x.AppendText(nil) }

// UnmarshalText is SetString.
func (z *Rat) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text)); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Rat", text)
	}
	return nil
}
