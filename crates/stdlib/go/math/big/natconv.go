// Nats as text.

package big

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"
	"strconv"
)

const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// MaxBase is the largest base of numbers as text.
const MaxBase = 10 + 2*('z'-'a'+1)

// Up to this base letters count the same in both cases.
const maxCaseless = 10 + 26

var (
	errNoDigits = errors.New("number has no digits")
	errInvalSep = errors.New("'_' must separate successive digits")
)

// bigBase is the largest power of base that is a Word, and which one it is.
func bigBase(base Word) (power Word, n int) {
	power, n = base, 1
	for power <= math.MaxUint64/base {
		power *= base
		n++
	}
	return power, n
}

// digitValue is what c stands for in bases beyond 36 and below; MaxBase+1 if it is no digit.
func digitValue(c byte, base int) Word {
	switch {
	case '0' <= c && c <= '9':
		return Word(c - '0')
	case 'a' <= c && c <= 'z':
		return Word(c-'a') + 10
	case 'A' <= c && c <= 'Z':
		if base <= maxCaseless {
			return Word(c-'A') + 10
		}
		return Word(c-'A') + maxCaseless
	}
	return MaxBase + 1
}

// prefixBase is the base that a letter after a first 0 stands for, or 0.
func prefixBase(c byte) int {
	switch c {
	case 'b', 'B':
		return 2
	case 'o', 'O':
		return 8
	case 'x', 'X':
		return 16
	}
	return 0
}

// scan reads a number up to the first byte that belongs to none. In base 0 a prefix tells the base,
// and digits may be parted by underscores. With fraction there may be one point, the prefix "0" is
// none, and count is -d where d digits follow the point; else count is the number of digits.
func (z nat) scan(r io.ByteScanner, base int, fraction bool) (res nat, b, count int, err error) {
	if base != 0 && base < 2 || !fraction && base > MaxBase ||
		fraction && base != 0 && base != 2 && base != 8 && base != 10 && base != 16 {
		panic(fmt.Sprintf("invalid number base %d", base))
	}
	const (
		start = '.' // no digit yet
		digit = '0' // a digit, or the prefix
	)
	last, badSep, octal := byte(start), false, false
	c, err := r.ReadByte()
	b = base
	if base == 0 {
		b = 10
		if err == nil && c == '0' {
			last, count = digit, 1
			c, err = r.ReadByte()
			if named := prefixBase(c); err == nil && named != 0 {
				b, count = named, 0
				c, err = r.ReadByte()
			} else if err == nil && !fraction {
				b, count, octal = 8, 0, true
			}
		}
	}
	// Digits are gathered in a word as long as they fit.
	z = z[:0]
	limit, n := bigBase(Word(b))
	var w Word
	in, point := 0, -1
	for ; err == nil; c, err = r.ReadByte() {
		if c == '.' && fraction {
			fraction = false
			if last == '_' {
				badSep = true
			}
			last = start
			point = count
			continue
		}
		if c == '_' && base == 0 {
			if last != digit {
				badSep = true
			}
			last = '_'
			continue
		}
		d := digitValue(c, b)
		if d >= Word(b) {
			r.UnreadByte()
			break
		}
		last = digit
		count++
		w = w*Word(b) + d
		in++
		if in == n {
			z = z.mulAddWord(z, limit, w)
			w, in = 0, 0
		}
	}
	if err == io.EOF {
		err = nil
	}
	if err == nil && (last == '_' || badSep) {
		err = errInvalSep
	}
	if count == 0 {
		if octal {
			// The zero was a prefix only until nothing came after it.
			return z[:0], 10, 1, err
		}
		err = errNoDigits
	}
	if in > 0 {
		scale := Word(1)
		for range in {
			scale *= Word(b)
		}
		z = z.mulAddWord(z, scale, w)
	}
	if point >= 0 {
		count = point - count
	}
	return z.norm(), b, count, err
}

// text is x in a base from 2 to MaxBase.
func (x nat) text(neg bool, base int) []byte {
	if base < 2 || base > MaxBase {
		panic("invalid base")
	}
	if len(x) == 0 {
		return []byte("0")
	}
	size := int(float64(x.bitLen())/math.Log2(float64(base))) + 2
	buf := make([]byte, size+1)
	i := len(buf)
	b := Word(base)
	if b&(b-1) == 0 {
		by := uint(bits.TrailingZeros64(uint64(b)))
		for at := uint(0); at < uint(x.bitLen()); at += by {
			d := x[at/wordBits] >> (at % wordBits)
			if rest := wordBits - at%wordBits; rest < by && at/wordBits+1 < uint(len(x)) {
				d |= x[at/wordBits+1] << rest
			}
			i--
			buf[i] = digits[d&(b-1)]
		}
	} else {
		power, n := bigBase(b)
		q := nat(nil).set(x)
		for len(q) > 0 {
			var r Word
			q, r = q.divWord(q, power)
			for k := 0; k < n && (r != 0 || len(q) > 0); k++ {
				i--
				buf[i] = digits[r%b]
				r /= b
			}
		}
	}
	if neg {
		i--
		buf[i] = '-'
	}
	return buf[i:]
}

// power is base**n.
func power(base Word, n uint64) nat {
	return nat(nil).exp(nat(nil).setWord(base), nat(nil).setWord(Word(n)), nil)
}

// scanSign takes in a sign.
func scanSign(r io.ByteScanner) (neg bool, err error) {
	c, err := r.ReadByte()
	if err != nil {
		return false, err
	}
	if c != '-' && c != '+' {
		r.UnreadByte()
	}
	return c == '-', nil
}

// scanExponent reads an exponent if there is one, to base 2 after a p; e starts none if it may be a
// digit.
func scanExponent(r io.ByteScanner, base2, underscores bool) (exp int64, base int, err error) {
	c, err := r.ReadByte()
	if err != nil {
		if err == io.EOF {
			err = nil
		}
		return 0, 10, err
	}
	base = 10
	switch {
	case c == 'e' || c == 'E':
	case base2 && (c == 'p' || c == 'P'):
		base = 2
	default:
		r.UnreadByte()
		return 0, 10, nil
	}
	var text []byte
	c, err = r.ReadByte()
	if err == nil && (c == '+' || c == '-') {
		if c == '-' {
			text = append(text, '-')
		}
		c, err = r.ReadByte()
	}
	last, badSep, any := byte('.'), false, false
	for ; err == nil; c, err = r.ReadByte() {
		if c == '_' && underscores {
			if last != '0' {
				badSep = true
			}
			last = '_'
			continue
		}
		if c < '0' || c > '9' {
			r.UnreadByte()
			break
		}
		text = append(text, c)
		last, any = '0', true
	}
	if err == io.EOF {
		err = nil
	}
	if err == nil && !any {
		err = errNoDigits
	}
	if err == nil {
		exp, err = strconv.ParseInt(string(text), 10, 64)
	}
	if err == nil && (last == '_' || badSep) {
		err = errInvalSep
	}
	return exp, base, err
}
