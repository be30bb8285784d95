// Floating-point numbers as text.

package big

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// SetString makes z the number that s says, as Parse in base 0 does.
func (z *Float) SetString(s string) (*Float, bool) {
	if f, _, err := z.Parse(s, 0); err == nil {
		return f, true
	}
	return nil, false
}

// ParseFloat is Parse for a new number of a precision and mode.
func ParseFloat(s string, base int, prec uint, mode RoundingMode) (f *Float, b int, err error) {
	return new(Float).SetPrec(prec).SetMode(mode).Parse(s, base)
}

// Parse makes z the number that s says, with a mantissa in base 2, 8, 10 or 16; in base 0 a prefix
// tells the base. A p starts an exponent to base 2.
func (z *Float) Parse(s string, base int) (f *Float, b int, err error) {
	switch s {
	case "Inf", "inf", "+Inf", "+inf":
		return z.SetInf(false), 0, nil
	case "-Inf", "-inf":
		return z.SetInf(true), 0, nil
	}
	r := strings.NewReader(s)
	f, b, err = z.scan(r, base)
	if err == nil {
		if c, e := r.ReadByte(); e == nil {
			err = fmt.Errorf("expected end of string, found %q", c)
		}
	}
	return f, b, err
}

func (z *Float) scan(r io.ByteScanner, base int) (*Float, int, error) {
	z.usual(64)
	z.form = zero
	n, err := scanNumber(nil, r, base, base == 0)
	z.neg = n.neg
	if err != nil {
		return nil, n.base, err
	}
	if len(n.mant) == 0 {
		return z.special(zero, n.neg), n.base, nil
	}
	if top := int64(n.mant.bitLen()) + n.exp2; top < MinExp || top > MaxExp {
		return nil, n.base, errors.New("exponent overflow")
	}
	if n.exp5 == 0 {
		return z.become(n.mant, n.exp2, false), n.base, nil
	}
	exact := &Float{prec: MaxPrec, neg: n.neg}
	exact.become(n.mant, n.exp2, false)
	p := &Float{prec: z.prec + 64}
	if n.exp5 < 0 {
		return z.Quo(exact, p.pow5(uint64(-n.exp5))), n.base, nil
	}
	return z.Mul(exact, p.pow5(uint64(n.exp5))), n.base, nil
}

// pow5 makes z 5**n, good for nearly all of z's bits.
func (z *Float) pow5(n uint64) *Float {
	// As many as fit into a word at once.
	first := min(n, 27)
	z.neg = false
	z.become(power(5, first), 0, false)
	square := (&Float{prec: z.prec + 64}).SetInt64(5)
	for n -= first; n > 0; n >>= 1 {
		if n&1 != 0 {
			z.Mul(z, square)
		}
		square.Mul(square, square)
	}
	return z
}

// Scan is for package fmt.
func (z *Float) Scan(s fmt.ScanState, ch rune) error {
	s.SkipSpace()
	_, _, err := z.scan(scanState{s}, 0)
	return err
}

// A decimal is 0.digits * 10**exp, without zeros at either end.
type decimal struct {
	digits []byte
	exp    int
}

func newDecimal(m nat, exp int64) (d decimal) {
	if len(m) == 0 {
		return d
	}
	if tz := m.trailingZeros(); exp < 0 {
		// Halving is multiplying by five and moving the point.
		tz = uint(min(int64(tz), -exp))
		m = nat(nil).shr(m, tz)
		exp += int64(tz)
	}
	if exp >= 0 {
		m = nat(nil).shl(m, uint(exp))
		exp = 0
	} else {
		m = nat(nil).mul(m, power(5, uint64(-exp)))
	}
	d.digits = m.text(false, 10)
	d.exp = len(d.digits) + int(exp)
	d.trim()
	return d
}

func (d *decimal) trim() {
	d.digits = bytes.TrimRight(d.digits, "0")
	if len(d.digits) == 0 {
		d.exp = 0
	}
}

func (d *decimal) at(i int) byte {
	if i >= 0 && i < len(d.digits) {
		return d.digits[i]
	}
	return '0'
}

// cut keeps n digits, rounded up or down.
func (d *decimal) cut(n int, up bool) {
	if n < 0 || n >= len(d.digits) {
		return
	}
	d.digits = d.digits[:n]
	if up {
		for n > 0 && d.digits[n-1] == '9' {
			n--
		}
		if n == 0 {
			d.digits = append(d.digits[:0], '1')
			d.exp++
			return
		}
		d.digits = d.digits[:n]
		d.digits[n-1]++
		return
	}
	d.trim()
}

// round keeps n digits, rounded to the nearest, halves to the even one.
func (d *decimal) round(n int) {
	if n < 0 || n >= len(d.digits) {
		return
	}
	up := d.digits[n] >= '5'
	if d.digits[n] == '5' && n+1 == len(d.digits) {
		up = n > 0 && d.digits[n-1]&1 != 0
	}
	d.cut(n, up)
}

// shorten keeps as many digits of x as tell it from its neighbours.
func (d *decimal) shorten(x *Float) {
	if len(d.digits) == 0 {
		return
	}
	// With a unit of half of the last bit the bounds are one below and one above.
	low := int64(x.exp) - int64(x.prec) - 1
	m := x.mant
	if by := x.low() - low; by > 0 {
		m = nat(nil).shl(m, uint(by))
	} else {
		m = nat(nil).shr(m, uint(-by))
	}
	below := newDecimal(nat(nil).sub(m, natOne), low)
	above := newDecimal(nat(nil).add(m, natOne), low)
	// The bounds themselves are rounded to x if its mantissa is even.
	inclusive := m.bit(1) == 0
	for i, c := range d.digits {
		down := below.at(i) != c || inclusive && i+1 == len(below.digits)
		// Rounded up must stay below the upper bound, unless that may be hit.
		u, n := above.at(i), len(above.digits)
		up := c != u && (inclusive || c+1 < u || i+1 < n || i >= n && c < '9')
		switch {
		case down && up:
			d.round(i + 1)
			return
		case down:
			d.cut(i+1, false)
			return
		case up:
			d.cut(i+1, true)
			return
		}
	}
}

// Text is x in the format e, E, f, g, G, b, p or x with prec digits; as many as are needed if prec is
// negative.
func (x *Float) Text(format byte, prec int) string { return string(x.Append(nil, format, prec)) }

// String is Text('g', 10).
func (x *Float) String() string { return x.Text('g', 10) }

// Append appends Text.
func (x *Float) Append(buf []byte, format byte, prec int) []byte {
	start := len(buf)
	if x.neg {
		buf = append(buf, '-')
	}
	if x.form == inf {
		if !x.neg {
			buf = append(buf, '+')
		}
		return append(buf, "Inf"...)
	}
	switch format {
	case 'b':
		return x.binary(buf)
	case 'p':
		return x.hexFraction(buf)
	case 'x':
		return x.hex(buf, prec)
	}
	var d decimal
	if x.form == finite {
		d = newDecimal(x.mant, x.low())
	}
	shortest := prec < 0
	if shortest {
		d.shorten(x)
	}
	switch format {
	case 'e', 'E':
		if shortest {
			prec = len(d.digits) - 1
		}
		d.round(1 + prec)
		return d.scientific(buf, format, max(prec, 0))
	case 'f':
		if shortest {
			prec = max(len(d.digits)-d.exp, 0)
		}
		if n := d.exp + prec; n < 0 {
			d = decimal{}
		} else {
			d.round(n)
		}
		return d.plain(buf, prec)
	case 'g', 'G':
		limit := 6
		if shortest {
			prec = len(d.digits)
		} else {
			prec = max(prec, 1)
			d.round(prec)
			limit = prec
			if limit > len(d.digits) && len(d.digits) >= d.exp {
				limit = len(d.digits)
			}
		}
		if e := d.exp - 1; e < -4 || e >= limit {
			return d.scientific(buf, format+'e'-'g', max(min(prec, len(d.digits))-1, 0))
		}
		return d.plain(buf, max(len(d.digits)-d.exp, 0))
	}
	return append(buf[:start], '%', format)
}

func (d *decimal) scientific(buf []byte, e byte, prec int) []byte {
	buf = append(buf, d.at(0))
	if prec > 0 {
		buf = append(buf, '.')
		for i := range prec {
			buf = append(buf, d.at(i+1))
		}
	}
	exp := 0
	if len(d.digits) > 0 {
		exp = d.exp - 1
	}
	return exponent(append(buf, e), exp)
}

// exponent appends a sign and at least two digits.
func exponent(buf []byte, exp int) []byte {
	sign := byte('+')
	if exp < 0 {
		sign, exp = '-', -exp
	}
	buf = append(buf, sign)
	if exp < 10 {
		buf = append(buf, '0')
	}
	return strconv.AppendInt(buf, int64(exp), 10)
}

func (d *decimal) plain(buf []byte, prec int) []byte {
	if d.exp <= 0 {
		buf = append(buf, '0')
	}
	for i := range max(d.exp, 0) {
		buf = append(buf, d.at(i))
	}
	if prec > 0 {
		buf = append(buf, '.')
		for i := range prec {
			buf = append(buf, d.at(d.exp+i))
		}
	}
	return buf
}

// binary appends the mantissa as an integer, and the exponent of two.
func (x *Float) binary(buf []byte) []byte {
	if x.form == zero {
		return append(buf, '0')
	}
	low := int64(x.exp) - int64(x.prec)
	m := x.mant
	if by := x.low() - low; by > 0 {
		m = nat(nil).shl(m, uint(by))
	} else {
		m = nat(nil).shr(m, uint(-by))
	}
	return signedInt(append(append(buf, m.text(false, 10)...), 'p'), low)
}

func signedInt(buf []byte, n int64) []byte {
	if n >= 0 {
		buf = append(buf, '+')
	}
	return strconv.AppendInt(buf, n, 10)
}

// hexFraction appends the mantissa as a fraction.
func (x *Float) hexFraction(buf []byte) []byte {
	if x.form == zero {
		return append(buf, '0')
	}
	buf = append(append(buf, "0x."...), bytes.TrimRight(x.mant.text(false, 16), "0")...)
	return signedInt(append(buf, 'p'), int64(x.exp))
}

// hex appends one bit, and prec digits after a point.
func (x *Float) hex(buf []byte, prec int) []byte {
	if x.form == zero {
		buf = append(buf, "0x0"...)
		if prec > 0 {
			buf = append(append(buf, '.'), strings.Repeat("0", prec)...)
		}
		return append(buf, "p+00"...)
	}
	if prec < 0 {
		prec = int(x.MinPrec()+2) / 4
	}
	r := &Float{prec: uint32(1 + 4*prec), mode: x.mode}
	r.Set(x)
	r.become(x.mant, x.low(), false)
	if r.form == inf {
		return append(buf, "Inf"...)
	}
	// The highest bit is the one before the point.
	m := nat(nil).shl(r.mant, 1)
	m = m.trunc(m, uint(len(r.mant))*wordBits)
	text := make([]byte, 0, 16)
	for i := range prec {
		at := len(r.mant)*wordBits - 4*(i+1)
		d := uint(0)
		if at >= 0 {
			d = m.bit(uint(at)) | m.bit(uint(at)+1)<<1 | m.bit(uint(at)+2)<<2 | m.bit(uint(at)+3)<<3
		}
		text = append(text, digits[d])
	}
	buf = append(buf, "0x1"...)
	if prec > 0 {
		buf = append(append(buf, '.'), text...)
	}
	return exponent(append(buf, 'p'), int(r.exp)-1)
}

// Format is for package fmt.
func (x *Float) Format(s fmt.State, format rune) {
	prec, precise := s.Precision()
	if !precise {
		prec = 6
	}
	switch format {
	case 'e', 'E', 'f', 'b', 'p', 'x':
	case 'F':
		format = 'f'
	case 'g', 'G', 'v':
		if format == 'v' {
			format = 'g'
		}
		if !precise {
			prec = -1
		}
	default:
		fmt.Fprintf(s, "%%!%c(*big.Float=%s)", format, x.String())
		return
	}
	text := x.Text(byte(format), prec)
	sign := ""
	switch {
	case text[0] == '-':
		sign, text = "-", text[1:]
	case text[0] == '+':
		// An infinity has a sign of its own.
		text = text[1:]
		sign = "+"
		if s.Flag(' ') {
			sign = " "
		}
	case s.Flag('+'):
		sign = "+"
	case s.Flag(' '):
		sign = " "
	}
	width, _ := s.Width()
	fill := max(0, width-len(sign)-len(text))
	switch {
	case s.Flag('0') && !x.IsInf():
		text = strings.Repeat("0", fill) + text
	case s.Flag('-'):
		text += strings.Repeat(" ", fill)
	default:
		sign = strings.Repeat(" ", fill) + sign
	}
	io.WriteString(s, sign+text)
}

// GobEncode is for package encoding/gob.
func (x *Float) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	flags := byte(x.mode)&7<<5 | byte(x.acc+1)&3<<3 | byte(x.form)&3<<1
	if x.neg {
		flags |= 1
	}
	buf := binary.BigEndian.AppendUint32([]byte{gobVersion, flags}, x.prec)
	if x.form == finite {
		buf = binary.BigEndian.AppendUint32(buf, uint32(x.exp))
		// No more words than the precision needs.
		words := (int(x.prec) + wordBits - 1) / wordBits
		m := x.mant[max(0, len(x.mant)-words):]
		b := make([]byte, len(m)*wordBytes)
		m.bytes(b)
		buf = append(buf, b...)
	}
	return buf, nil
}

// GobDecode is the inverse of GobEncode; z keeps its precision and mode if it has any.
func (z *Float) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Float{}
		return nil
	}
	if len(buf) < 6 {
		return errors.New("Float.GobDecode: buffer too small")
	}
	if buf[0] != gobVersion {
		return fmt.Errorf("Float.GobDecode: encoding version %d not supported", buf[0])
	}
	oldPrec, oldMode := z.prec, z.mode
	b := buf[1]
	*z = Float{
		mode: RoundingMode(b >> 5 & 7), acc: Accuracy(b>>3&3) - 1, form: form(b >> 1 & 3), neg: b&1 != 0,
		prec: binary.BigEndian.Uint32(buf[2:]),
	}
	if z.form == finite {
		if len(buf) < 10 {
			return errors.New("Float.GobDecode: buffer too small for finite form float")
		}
		z.exp = int32(binary.BigEndian.Uint32(buf[6:]))
		z.mant = nat(nil).setBytes(buf[10:])
		if msg := z.wrong(); msg != "" {
			return errors.New("Float.GobDecode: " + msg)
		}
	}
	if oldPrec != 0 {
		z.mode = oldMode
		z.SetPrec(uint(oldPrec))
	}
	return nil
}

// wrong says why z cannot be.
func (z *Float) wrong() string {
	switch m := len(z.mant); {
	case m == 0:
		return "nonzero finite number with empty mantissa"
	case z.mant[m-1]>>(wordBits-1) == 0:
		return fmt.Sprintf("msb not set in last word %#x of %s", z.mant[m-1], z.Text('p', 0))
	case z.prec == 0:
		return "zero precision finite number"
	}
	return ""
}

// AppendText appends as many digits as x needs.
func (x *Float) AppendText(b []byte) ([]byte, error) {
	if x == nil {
		return append(b, "<nil>"...), nil
	}
	return x.Append(b, 'g', -1), nil
}

// MarshalText is x with as many digits as it needs.
func (x *Float) MarshalText() ([]byte, error) { return x.AppendText(nil) }

// UnmarshalText is Parse in base 0.
func (z *Float) UnmarshalText(text []byte) error {
	_, _, err := z.Parse(string(text), 0)
	if err != nil {
		err = fmt.Errorf("math/big: cannot unmarshal %q into a *big.Float (%v)", text, err)
	}
	return err
}
