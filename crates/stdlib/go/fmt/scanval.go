// Scanning values.

package fmt

import (
	"errors"
	"internal/rt"
	"io"
	"strconv"
	"unsafe"
)

// one scans a value to where arg points.
func (s *ss) one(verb rune, arg any) {
	s.buf = s.buf[:0]
	if v, ok := arg.(Scanner); ok {
		if err := v.Scan(s, verb); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			s.fail(err)
		}
		return
	}
	e := rt.Unpack(arg)
	if e.Typ == nil || e.Typ.Kind != rt.Pointer {
		name := "<nil>"
		if e.Typ != nil {
			name = e.Typ.Str
		}
		s.failText("type not a pointer: " + name)
	}
	t, to := e.Typ.Elem, e.Data
	switch k := t.Kind; {
	case k == rt.Bool:
		*(*bool)(to) = s.scanBool(verb)
	case k.IsSigned():
		rt.StoreInt(t, to, uint64(s.scanInt(verb, int(t.Size)*8)))
	case k.IsUnsigned():
		rt.StoreInt(t, to, s.scanUint(verb, int(t.Size)*8))
	case k == rt.String:
		*(*string)(to) = s.scanString(verb)
	case k == rt.Slice && t.Elem.Kind == rt.Uint8:
		*(*[]byte)(to) = []byte(s.scanString(verb))
	case k == rt.Float32:
		s.okVerb(verb, floatVerbs, "float32")
		s.SkipSpace()
		s.notEOF()
		*(*float32)(to) = float32(s.convertFloat(s.floatToken(), 32))
	case k == rt.Float64:
		s.okVerb(verb, floatVerbs, "float64")
		s.SkipSpace()
		s.notEOF()
		*(*float64)(to) = s.convertFloat(s.floatToken(), 64)
	case k == rt.Complex64:
		*(*complex64)(to) = complex64(s.scanComplex(verb, 64))
	case k == rt.Complex128:
		*(*complex128)(to) = s.scanComplex(verb, 128)
	default:
		s.failText("can't scan type: " + e.Typ.Str)
	}
}

const (
	binaryDigits  = "01"
	octalDigits   = "01234567"
	decimalDigits = "0123456789"
	hexSet        = "0123456789aAbBcCdDeEfF"
	floatVerbs    = "beEfFgGv"
)

func (s *ss) okVerb(verb rune, verbs, typ string) {
	if !isIn(verb, verbs) {
		s.failText("bad verb '%" + string(verb) + "' for " + typ)
	}
}

var (
	errBool    = errors.New("syntax error scanning boolean")
	errComplex = errors.New("syntax error scanning complex number")
)

func (s *ss) scanBool(verb rune) bool {
	s.SkipSpace()
	s.notEOF()
	s.okVerb(verb, "tv", "boolean")
	switch s.next() {
	case '0':
		return false
	case '1':
		return true
	case 't', 'T':
		if s.accept("rR") && (!s.accept("uU") || !s.accept("eE")) {
			s.fail(errBool)
		}
		return true
	case 'f', 'F':
		if s.accept("aA") && (!s.accept("lL") || !s.accept("sS") || !s.accept("eE")) {
			s.fail(errBool)
		}
	}
	return false
}

// scanRune reads one rune for an integer of some bits.
func (s *ss) scanRune(bits int) int64 {
	s.notEOF()
	r := s.next()
	if shift := uint(64 - bits); int64(r)<<shift>>shift != int64(r) {
		s.failText("overflow on character value " + string(r))
	}
	return int64(r)
}

// integer reads the sign, if allowed, and the digits of an integer.
func (s *ss) integer(verb rune, signed bool) (text string, base int) {
	s.SkipSpace()
	s.notEOF()
	s.okVerb(verb, "bdoUxXv", "integer")
	base = 10
	digits := decimalDigits
	switch verb {
	case 'b':
		base, digits = 2, binaryDigits
	case 'o':
		base, digits = 8, octalDigits
	case 'x', 'X', 'U':
		base, digits = 16, hexSet
	}
	begun := false // a digit was read
	if verb == 'U' {
		if !s.skip("U") || !s.skip("+") {
			s.failText("bad unicode format ")
		}
	} else {
		if signed {
			s.accept("+-")
		}
		if verb == 'v' {
			base, digits, begun = s.basePrefix()
		}
	}
	if !begun {
		s.notEOF()
		if !s.accept(digits) {
			s.failText("expected integer")
		}
	}
	for s.accept(digits) {
	}
	return string(s.buf), base
}

// basePrefix reads a prefix such as 0x; ParseInt will judge it.
func (s *ss) basePrefix() (base int, digits string, begun bool) {
	if !s.accept("0") {
		return 0, decimalDigits + "_", false
	}
	switch {
	case s.accept("bB"):
		return 0, binaryDigits + "_", true
	case s.accept("oO"):
		return 0, octalDigits + "_", true
	case s.accept("xX"):
		return 0, hexSet + "_", true
	}
	return 0, octalDigits + "_", true
}

func (s *ss) scanInt(verb rune, bits int) int64 {
	if verb == 'c' {
		return s.scanRune(bits)
	}
	text, base := s.integer(verb, true)
	i, err := strconv.ParseInt(text, base, 64)
	if err != nil {
		s.fail(err)
	}
	if shift := uint(64 - bits); i<<shift>>shift != i {
		s.failText("integer overflow on token " + text)
	}
	return i
}

func (s *ss) scanUint(verb rune, bits int) uint64 {
	if verb == 'c' {
		return uint64(s.scanRune(bits))
	}
	text, base := s.integer(verb, false)
	u, err := strconv.ParseUint(text, base, 64)
	if err != nil {
		s.fail(err)
	}
	if shift := uint(64 - bits); u<<shift>>shift != u {
		s.failText("unsigned integer overflow on token " + text)
	}
	return u
}

// floatToken reads what may be a float; ParseFloat will judge it.
func (s *ss) floatToken() string {
	s.buf = s.buf[:0]
	if s.accept("nN") && s.accept("aA") && s.accept("nN") {
		return string(s.buf)
	}
	s.accept("+-")
	if s.accept("iI") && s.accept("nN") && s.accept("fF") {
		return string(s.buf)
	}
	digits, exponent := decimalDigits+"_", "eEpP"
	if s.accept("0") && s.accept("xX") {
		digits, exponent = hexSet+"_", "pP"
	}
	for s.accept(digits) {
	}
	if s.accept(".") {
		for s.accept(digits) {
		}
	}
	if s.accept(exponent) {
		s.accept("+-")
		for s.accept(decimalDigits + "_") {
		}
	}
	return string(s.buf)
}

func (s *ss) convertFloat(text string, bits int) float64 {
	// Decimal digits with a power of two, as %b prints: ParseFloat has no
	// such form.
	if p := rt.IndexByte(text, 'p'); p >= 0 && !hasX(text) {
		f, err := strconv.ParseFloat(text[:p], bits)
		if err != nil {
			s.failNumber(err, text)
		}
		m, err := strconv.Atoi(text[p+1:])
		if err != nil {
			s.failNumber(err, text)
		}
		return scaled(f, m)
	}
	f, err := strconv.ParseFloat(text, bits)
	if err != nil {
		s.fail(err)
	}
	return f
}

func hasX(text string) bool { return rt.IndexByte(text, 'x') >= 0 || rt.IndexByte(text, 'X') >= 0 }

// failNumber fails with err, about the whole text.
func (s *ss) failNumber(err error, text string) {
	if e, ok := err.(*strconv.NumError); ok {
		e.Num = text
	}
	s.fail(err)
}

// scaled is f times two to the m. It rounds once, at the last step.
func scaled(f float64, m int) float64 {
	m = max(min(m, 4000), -4000)
	for ; m > 1000; m -= 1000 {
		f *= 1 << 500
		f *= 1 << 500
	}
	for ; m > 0; m-- {
		f *= 2
	}
	if m < 0 && f != 0 {
		// Into the subnormals in one step: keep f normal before it.
		bits := *(*uint64)(unsafe.Pointer(&f))
		exp := int(bits>>52&0x7FF) + m
		switch {
		case exp > 0:
			bits = bits&^(0x7FF<<52) | uint64(exp)<<52
			return *(*float64)(unsafe.Pointer(&bits))
		case exp < -60:
			return 0 * f
		}
		bits = bits&^(0x7FF<<52) | uint64(exp+100)<<52
		f = *(*float64)(unsafe.Pointer(&bits))
		return f / (1 << 100)
	}
	return f
}

func (s *ss) scanComplex(verb rune, bits int) complex128 {
	s.okVerb(verb, floatVerbs, "complex")
	s.SkipSpace()
	s.notEOF()
	parens := s.accept("(")
	re := s.floatToken()
	s.buf = s.buf[:0]
	if !s.accept("+-") {
		s.fail(errComplex)
	}
	sign := string(s.buf)
	im := s.floatToken()
	if !s.accept("i") || parens && !s.accept(")") {
		s.fail(errComplex)
	}
	r := s.convertFloat(re, bits/2)
	return complex(r, s.convertFloat(sign+im, bits/2))
}

func (s *ss) scanString(verb rune) string {
	s.okVerb(verb, "svqxX", "string")
	s.SkipSpace()
	s.notEOF()
	switch verb {
	case 'q':
		return s.quotedString()
	case 'x', 'X':
		return s.hexString()
	}
	return string(s.run(true, notSpace))
}

func (s *ss) quotedString() string {
	s.notEOF()
	switch quote := s.next(); quote {
	case '`':
		for {
			r := s.must()
			if r == quote {
				return string(s.buf)
			}
			s.buf = append(s.buf, string(r)...)
		}
	case '"':
		s.buf = append(s.buf, '"')
		for {
			r := s.must()
			s.buf = append(s.buf, string(r)...)
			if r == '\\' {
				s.buf = append(s.buf, string(s.must())...)
			} else if r == quote {
				break
			}
		}
		text, err := strconv.Unquote(string(s.buf))
		if err != nil {
			s.fail(err)
		}
		return text
	}
	s.failText("expected quoted string")
	return ""
}

func (s *ss) hexString() string {
	s.notEOF()
	for {
		r := s.next()
		if r == eof {
			break
		}
		high, ok := hexDigit(r)
		if !ok {
			s.UnreadRune()
			break
		}
		low, ok := hexDigit(s.must())
		if !ok {
			s.failText("illegal hex digit")
		}
		s.buf = append(s.buf, byte(high<<4|low))
	}
	if len(s.buf) == 0 {
		s.failText("no hex data for %x string")
	}
	return string(s.buf)
}

func hexDigit(r rune) (int, bool) {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0'), true
	case 'a' <= r && r <= 'f':
		return int(r-'a') + 10, true
	case 'A' <= r && r <= 'F':
		return int(r-'A') + 10, true
	}
	return 0, false
}
