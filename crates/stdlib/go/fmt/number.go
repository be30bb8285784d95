// Numbers and truth values.

package fmt

import (
	"strconv"
	"unicode/utf8"
)

const (
	lowerDigits = "0123456789abcdefx"
	upperDigits = "0123456789ABCDEFX"
)

const (
	spaces  = "                                                                "
	noughts = "0000000000000000000000000000000000000000000000000000000000000000"
)

// fill appends n blanks, or zeros if these were asked for and stand left.
func (p *pp) fill(n int) {
	from := spaces
	if p.flags&(zero|minus) == zero {
		from = noughts
	}
	for ; n > len(from); n -= len(from) {
		p.buf = append(p.buf, from...)
	}
	if n > 0 {
		p.buf = append(p.buf, from[:n]...)
	}
}

// padded appends s in the width asked for.
func (p *pp) padded(s string) {
	if p.flags&hasWidth == 0 {
		p.buf = append(p.buf, s...)
		return
	}
	n := p.width - utf8.RuneCountInString(s)
	if p.flags&minus == 0 {
		p.fill(n)
		p.buf = append(p.buf, s...)
	} else {
		p.buf = append(p.buf, s...)
		p.fill(n)
	}
}

// paddedFrom moves what was appended since start to its place in the width.
func (p *pp) paddedFrom(start int) {
	if p.flags&hasWidth == 0 {
		return
	}
	n := p.width - utf8.RuneCount(p.buf[start:])
	if n <= 0 {
		return
	}
	end := len(p.buf)
	p.fill(n)
	if p.flags&minus == 0 {
		pad := p.buf[len(p.buf)-1]
		copy(p.buf[start+n:], p.buf[start:end])
		for i := start; i < start+n; i++ {
			p.buf[i] = pad
		}
	}
}

func (p *pp) bool(v bool, verb rune) {
	if verb != 't' && verb != 'v' {
		p.badVerb(verb)
		return
	}
	if v {
		p.padded("true")
	} else {
		p.padded("false")
	}
}

// int prints a signed integer.
func (p *pp) int(v int64, verb rune) {
	if p.flags == 0 && (verb == 'd' || verb == 'v') {
		p.buf = strconv.AppendInt(p.buf, v, 10)
		return
	}
	if v < 0 {
		p.integer(uint64(-v), true, true, verb)
	} else {
		p.integer(uint64(v), false, true, verb)
	}
}

// uint prints an unsigned integer.
func (p *pp) uint(v uint64, verb rune) {
	if p.flags == 0 && (verb == 'd' || verb == 'v') {
		p.buf = strconv.AppendUint(p.buf, v, 10)
		return
	}
	p.integer(v, false, false, verb)
}

// integer prints the magnitude u under any verb.
func (p *pp) integer(u uint64, negative, signed bool, verb rune) {
	switch verb {
	case 'v':
		if p.flags&sharpV != 0 && !signed {
			p.hex0x(u, true)
		} else {
			p.based(u, negative, 10, verb, lowerDigits)
		}
	case 'd':
		p.based(u, negative, 10, verb, lowerDigits)
	case 'b':
		p.based(u, negative, 2, verb, lowerDigits)
	case 'o', 'O':
		p.based(u, negative, 8, verb, lowerDigits)
	case 'x':
		p.based(u, negative, 16, verb, lowerDigits)
	case 'X':
		p.based(u, negative, 16, verb, upperDigits)
	case 'c':
		p.padded(string(runeOf(u, negative)))
	case 'q':
		start := len(p.buf)
		if p.flags&plus != 0 {
			p.buf = strconv.AppendQuoteRuneToASCII(p.buf, runeOf(u, negative))
		} else {
			p.buf = strconv.AppendQuoteRune(p.buf, runeOf(u, negative))
		}
		p.paddedFrom(start)
	case 'U':
		if negative {
			u = -u
		}
		p.unicode(u)
	default:
		p.badVerb(verb)
	}
}

func runeOf(u uint64, negative bool) rune {
	if negative || u > utf8.MaxRune {
		return utf8.RuneError
	}
	return rune(u)
}

// hex0x prints u in hexadecimal, with 0x before it or not, whatever the flags.
func (p *pp) hex0x(u uint64, prefix bool) {
	old := p.flags
	p.flags &^= sharp
	if prefix {
		p.flags |= sharp
	}
	p.based(u, false, 16, 'v', lowerDigits)
	p.flags = old
}

// based prints an integer in a base, with sign, prefix, precision and width.
func (p *pp) based(u uint64, negative bool, base uint64, verb rune, digits string) {
	flags := p.flags
	least := 1 // digits
	if flags&hasPrec != 0 {
		least = p.prec
		if least == 0 && u == 0 {
			// No digits at all; nor prefix, nor sign.
			p.flags &^= zero
			p.fill(p.padWidth())
			p.flags = flags
			return
		}
	} else if flags&(zero|minus|hasWidth) == zero|hasWidth {
		// Zeros go between the sign and the digits, and prefixes come on top.
		least = p.width
		if negative || flags&(plus|space) != 0 {
			least--
		}
	}
	n := 1
	for left := u; left >= base; left /= base {
		n++
	}
	start := len(p.buf)
	switch {
	case negative:
		p.buf = append(p.buf, '-')
	case flags&plus != 0:
		p.buf = append(p.buf, '+')
	case flags&space != 0:
		p.buf = append(p.buf, ' ')
	}
	if verb == 'O' {
		p.buf = append(p.buf, "0o"...)
	}
	if flags&sharp != 0 {
		switch base {
		case 2:
			p.buf = append(p.buf, "0b"...)
		case 8:
			// One leading zero, unless there is one already.
			if n >= least && u != 0 {
				p.buf = append(p.buf, '0')
			}
		case 16:
			p.buf = append(p.buf, '0', digits[16])
		}
	}
	for ; least > n; least-- {
		p.buf = append(p.buf, '0')
	}
	at := len(p.buf) + n
	for ; n > len(noughts); n -= len(noughts) {
		p.buf = append(p.buf, noughts...)
	}
	p.buf = append(p.buf, noughts[:n]...)
	for {
		at--
		p.buf[at] = digits[u%base]
		u /= base
		if u == 0 {
			break
		}
	}
	p.flags &^= zero
	p.paddedFrom(start)
	p.flags = flags
}

func (p *pp) padWidth() int {
	if p.flags&hasWidth == 0 {
		return 0
	}
	return p.width
}

// unicode prints "U+0078", or with # "U+0078 'x'".
func (p *pp) unicode(u uint64) {
	start := len(p.buf)
	p.buf = append(p.buf, "U+"...)
	least := 4
	if p.flags&hasPrec != 0 && p.prec > 4 {
		least = p.prec
	}
	n := 1
	for left := u; left >= 16; left >>= 4 {
		n++
	}
	for ; least > n; least-- {
		p.buf = append(p.buf, '0')
	}
	for n--; n >= 0; n-- {
		p.buf = append(p.buf, upperDigits[u>>(4*uint(n))&15])
	}
	if p.flags&sharp != 0 && u <= utf8.MaxRune && strconv.IsPrint(rune(u)) {
		p.buf = append(p.buf, " '"...)
		p.buf = utf8.AppendRune(p.buf, rune(u))
		p.buf = append(p.buf, '\'')
	}
	old := p.flags
	p.flags &^= zero
	p.paddedFrom(start)
	p.flags = old
}

// float prints a float of size bits.
func (p *pp) float(v float64, size int, verb rune) {
	switch verb {
	case 'v':
		p.floatAs(v, size, 'g', -1)
	case 'b', 'g', 'G', 'x', 'X':
		p.floatAs(v, size, verb, -1)
	case 'f', 'e', 'E':
		p.floatAs(v, size, verb, 6)
	case 'F':
		p.floatAs(v, size, 'f', 6)
	default:
		p.badVerb(verb)
	}
}

func (p *pp) floatAs(v float64, size int, verb rune, prec int) {
	if p.flags&hasPrec != 0 {
		prec = p.prec
	}
	if p.flags == 0 {
		p.buf = strconv.AppendFloat(p.buf, v, byte(verb), prec, size)
		return
	}
	flags := p.flags
	num := strconv.AppendFloat(make([]byte, 1, 32), v, byte(verb), prec, size)
	if num[1] == '-' || num[1] == '+' {
		num = num[1:]
	} else {
		num[0] = '+'
	}
	if flags&(space|plus) == space && num[0] == '+' {
		num[0] = ' '
	}
	if c := num[1]; c == 'I' || c == 'N' {
		if c == 'N' && flags&(space|plus) == 0 {
			num = num[1:]
		}
		p.flags &^= zero
		p.padded(string(num))
		p.flags = flags
		return
	}
	if flags&sharp != 0 && verb != 'b' {
		num = alternate(num, verb, prec)
	}
	if flags&plus == 0 && num[0] == '+' {
		p.padded(string(num[1:]))
		return
	}
	if flags&(zero|minus|hasWidth) == zero|hasWidth && p.width > len(num) {
		// The sign goes before the zeros.
		p.buf = append(p.buf, num[0])
		p.fill(p.width - len(num))
		p.buf = append(p.buf, num[1:]...)
		return
	}
	p.padded(string(num))
}

// alternate gives a number, sign first, its decimal point, and with %g the
// zeros up to its precision.
func alternate(num []byte, verb rune, prec int) []byte {
	significant := 0
	if verb == 'g' || verb == 'G' || verb == 'x' {
		significant = prec
		if prec < 0 {
			significant = 6
		}
	}
	// The mantissa ends at the exponent; e is a digit in hexadecimal.
	mantissa := len(num)
	point, nonzero := false, false
scan:
	for i := 1; i < len(num); i++ {
		switch c := num[i]; {
		case c == '.':
			point = true
		case c|0x20 == 'p', c|0x20 == 'e' && verb != 'x' && verb != 'X':
			mantissa = i
			break scan
		default:
			if c != '0' {
				nonzero = true
			}
			if nonzero {
				significant--
			}
		}
	}
	out := append(make([]byte, 0, len(num)+8), num[:mantissa]...)
	if !point {
		if mantissa == 2 && num[1] == '0' {
			significant--
		}
		out = append(out, '.')
	}
	for ; significant > 0; significant-- {
		out = append(out, '0')
	}
	return append(out, num[mantissa:]...)
}

// complex prints a complex number whose parts have half of size bits each.
func (p *pp) complex(v complex128, size int, verb rune) {
	switch verb {
	case 'v', 'b', 'g', 'G', 'x', 'X', 'f', 'F', 'e', 'E':
	default:
		p.badVerb(verb)
		return
	}
	old := p.flags
	p.buf = append(p.buf, '(')
	p.float(real(v), size/2, verb)
	p.flags |= plus
	p.float(imag(v), size/2, verb)
	p.buf = append(p.buf, "i)"...)
	p.flags = old
}
