// Floating-point and complex numbers, to and from texts.

package strconv

import (
	"errors"
	"internal/rt"
)

// FormatFloat is the text of f in the format fmt ('e', 'E', 'f', 'g', 'G', 'b',
// 'x' or 'X') with prec digits (-1: as few as identify a float of bitSize bits).
func FormatFloat(f float64, fmt byte, prec, bitSize int) string {
	return asString(AppendFloat(nil, f, fmt, prec, bitSize))
}

// AppendFloat appends FormatFloat's text to dst.
func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	if bitSize != 32 && bitSize != 64 {
		panic("strconv: illegal AppendFloat/FormatFloat bitSize")
	}
	// No float has more digits than this: what is asked for beyond is zeros.
	extra := 0
	if prec > mostDigits {
		extra, prec = prec-mostDigits, mostDigits
	}
	need := 48 + max(prec, 0)
	switch fmt {
	case 'e', 'E', 'g', 'G', 'b', 'x', 'X':
	case 'f':
		if !(-1e20 < f && f < 1e20) || prec < 0 && -1e-20 < f && f < 1e-20 {
			need += 352
		}
	default:
		if bitSize == 32 {
			f = float64(float32(f))
		}
		if f-f == 0 {
			return append(dst, '%', fmt)
		}
		fmt = 'g' // infinities and NaN look the same in all formats
	}
	at := len(dst)
	if cap(dst)-at < need {
		grown := make([]byte, at, at+need)
		copy(grown, dst)
		dst = grown
	}
	n := rt.FmtFloat(dst[at:at+need], f, fmt, prec, bitSize)
	dst = dst[:at+n]
	if extra > 0 && fmt != 'g' && fmt != 'G' && fmt != 'b' && dst[at+n-1] < 'A' { // no Inf, no NaN
		dst = padMantissa(dst, at, extra)
	}
	return dst
}

const mostDigits = 1100

// padMantissa puts zeros after the mantissa of the number at the end of dst.
func padMantissa(dst []byte, start, zeros int) []byte {
	exponent := len(dst)
	for i := start; i < len(dst); i++ {
		if c := dst[i] | 0x20; c == 'p' || c == 'e' && dst[start+1]|0x20 != 'x' && dst[start+2]|0x20 != 'x' {
			exponent = i
			break
		}
	}
	tail := string(dst[exponent:])
	dst = dst[:exponent]
	for ; zeros > 0; zeros-- {
		dst = append(dst, '0')
	}
	return append(dst, tail...)
}

// FormatComplex is "(a+bi)" with both parts as by FormatFloat for half of
// bitSize, which is 64 or 128.
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	half := bitSize / 2
	out := AppendFloat([]byte{'('}, real(c), fmt, prec, half)
	at := len(out)
	out = AppendFloat(append(out, '+'), imag(c), fmt, prec, half)
	if out[at+1] == '+' || out[at+1] == '-' {
		out = append(out[:at], out[at+1:]...)
	}
	return asString(append(out, 'i', ')'))
}

// ParseFloat is the float of bitSize bits that is nearest to what s says:
// decimal, hexadecimal, "inf", "infinity" or "nan".
func ParseFloat(s string, bitSize int) (float64, error) {
	n, f, err := parseFloatPrefix(s, bitSize)
	if n != len(s) && (err == nil || errors.Is(err, ErrRange)) {
		return 0, numError("ParseFloat", s, ErrSyntax)
	}
	if err != nil {
		return f, numError("ParseFloat", s, err)
	}
	return f, nil
}

// parseFloatPrefix parses the longest start of s that is a number.
func parseFloatPrefix(s string, bitSize int) (n int, f float64, err error) {
	if bitSize != 32 {
		bitSize = 64
	}
	if n, f = specialPrefix(s); n > 0 {
		return n, f, nil
	}
	n, underscores := floatPrefix(s)
	if n == 0 {
		return 0, 0, ErrSyntax
	}
	text := s[:n]
	if underscores {
		if !underscoresFit(text) {
			return 0, 0, ErrSyntax
		}
		plain := make([]byte, 0, n)
		for i := 0; i < n; i++ {
			if text[i] != '_' {
				plain = append(plain, text[i])
			}
		}
		text = string(plain)
	}
	f, ok, outOfRange := rt.ParseFloat(text, bitSize)
	if outOfRange {
		return n, f, ErrRange
	}
	if !ok {
		return 0, 0, ErrSyntax
	}
	return n, f, nil
}

// specialPrefix recognises infinities and NaN at the start of s.
func specialPrefix(s string) (n int, f float64) {
	sign := 0
	if s != "" && (s[0] == '+' || s[0] == '-') {
		sign = 1
	}
	zero := 0.0
	if m := foldPrefix(s[sign:], "infinity"); m >= 3 {
		// "inf" and "infinity" are words; what is between is "inf" and a rest.
		if m < 8 {
			m = 3
		}
		if sign == 1 && s[0] == '-' {
			return sign + m, -1 / zero
		}
		return sign + m, 1 / zero
	}
	if sign == 0 && foldPrefix(s, "nan") == 3 {
		return 3, zero / zero
	}
	return 0, 0
}

// foldPrefix is how many bytes of s equal those of word, a lower case word,
// whatever their case.
func foldPrefix(s, word string) int {
	n := 0
	for n < len(s) && n < len(word) && s[n]|0x20 == word[n] {
		n++
	}
	return n
}

// floatPrefix is the length of the longest start of s that has the form of a
// number, underscores anywhere among the digits. 0 if there is none.
func floatPrefix(s string) (n int, underscores bool) {
	i := 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	base, exponent := 10, byte('e')
	if i+2 < len(s) && s[i] == '0' && s[i+1]|0x20 == 'x' {
		base, exponent = 16, 'p'
		i += 2
	}
	sawDigit, sawDot := false, false
	for ; i < len(s); i++ {
		c := s[i]
		if c == '_' {
			underscores = true
		} else if c == '.' && !sawDot {
			sawDot = true
		} else if digitOf(c) < base {
			sawDigit = true
		} else {
			break
		}
	}
	if !sawDigit {
		return 0, false
	}
	if i < len(s) && s[i]|0x20 == exponent {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if j < len(s) && '0' <= s[j] && s[j] <= '9' {
			for ; j < len(s) && ('0' <= s[j] && s[j] <= '9' || s[j] == '_'); j++ {
				underscores = underscores || s[j] == '_'
			}
			return j, underscores
		}
		if j > i { // an exponent without digits spoils the number
			return 0, false
		}
	}
	if base == 16 {
		return 0, false // hexadecimal needs its exponent
	}
	return i, underscores
}

// ParseComplex is the complex number that s says: N, Ni or N±Ni, in
// parentheses or not. bitSize is 64 or 128.
func ParseComplex(s string, bitSize int) (complex128, error) {
	half := 64
	if bitSize == 64 {
		half = 32
	}
	whole := s
	if n := len(s); n >= 2 && s[0] == '(' && s[n-1] == ')' {
		s = s[1 : n-1]
	}
	var outOfRange error
	n, re, err := parseFloatPrefix(s, half)
	if err != nil {
		if err != ErrRange {
			return 0, numError("ParseComplex", whole, err)
		}
		outOfRange = err
	}
	s = s[n:]
	if s == "" {
		return finishComplex(complex(re, 0), whole, outOfRange)
	}
	switch s[0] {
	case '+':
		// "++" is never right, and fails below.
		if len(s) > 1 && s[1] != '+' {
			s = s[1:]
		}
	case '-':
	case 'i':
		if len(s) == 1 {
			return finishComplex(complex(0, re), whole, outOfRange)
		}
		return 0, numError("ParseComplex", whole, ErrSyntax)
	default:
		return 0, numError("ParseComplex", whole, ErrSyntax)
	}
	n, im, err := parseFloatPrefix(s, half)
	if err != nil {
		if err != ErrRange {
			return 0, numError("ParseComplex", whole, err)
		}
		outOfRange = err
	}
	if s[n:] != "i" {
		return 0, numError("ParseComplex", whole, ErrSyntax)
	}
	return finishComplex(complex(re, im), whole, outOfRange)
}

func finishComplex(c complex128, whole string, outOfRange error) (complex128, error) {
	if outOfRange != nil {
		return c, numError("ParseComplex", whole, outOfRange)
	}
	return c, nil
}
