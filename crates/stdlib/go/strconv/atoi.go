// Texts to integers and booleans, and the errors of all parsing.

package strconv

import "errors"

// IntSize is the number of bits in an int.
const IntSize = 64

// ErrRange says that a value does not fit the type.
var ErrRange = errors.New("value out of range")

// ErrSyntax says that a text does not have the right form.
var ErrSyntax = errors.New("invalid syntax")

// NumError is the error of every parsing function.
type NumError struct {
	Func string // ParseInt, Atoi, ...
	Num  string // the input
	Err  error  // ErrRange, ErrSyntax, or about base or bit size
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

func (e *NumError) Unwrap() error { return e.Err }

func numError(fn, num string, err error) *NumError { return &NumError{fn, num, err} }

// Atoi is ParseInt(s, 10, 0) as an int.
func Atoi(s string) (int, error) {
	// Up to 18 digits cannot overflow.
	if n := len(s); 0 < n && n < 19 {
		i := 0
		if s[0] == '-' || s[0] == '+' {
			i = 1
		}
		v := 0
		ok := i < n
		for ; i < n; i++ {
			d := s[i] - '0'
			if d > 9 {
				ok = false
				break
			}
			v = v*10 + int(d)
		}
		if ok {
			if s[0] == '-' {
				v = -v
			}
			return v, nil
		}
		return 0, numError("Atoi", s, ErrSyntax)
	}
	v, err := ParseInt(s, 10, 0)
	if e, ok := err.(*NumError); ok {
		e.Func = "Atoi"
	}
	return int(v), err
}

// ParseInt is the integer that s says in base (0: by its prefix, as in Go
// source), which must fit into bitSize bits (0: an int).
func ParseInt(s string, base int, bitSize int) (i int64, err error) {
	rest := s
	neg := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		neg = s[0] == '-'
		rest = s[1:]
	}
	u, reason := magnitude(rest, s, base, bitSize)
	if reason != nil && reason != ErrRange {
		return 0, numError("ParseInt", s, reason)
	}
	if bitSize == 0 {
		bitSize = IntSize
	}
	limit := uint64(1) << (bitSize - 1)
	if !neg && u >= limit {
		return int64(limit - 1), numError("ParseInt", s, ErrRange)
	}
	if neg && u > limit {
		return -int64(limit), numError("ParseInt", s, ErrRange)
	}
	if neg {
		return -int64(u), nil
	}
	return int64(u), nil
}

// ParseUint is ParseInt for unsigned integers; a sign is an error.
func ParseUint(s string, base int, bitSize int) (uint64, error) {
	u, reason := magnitude(s, s, base, bitSize)
	if reason != nil {
		return u, numError("ParseUint", s, reason)
	}
	return u, nil
}

// magnitude parses s, which is whole without its sign. On ErrRange the result
// is the largest value of bitSize bits, on other errors 0.
func magnitude(s, whole string, base, bitSize int) (uint64, error) {
	if s == "" {
		return 0, ErrSyntax
	}
	byPrefix := base == 0
	switch {
	case 2 <= base && base <= 36:
	case byPrefix:
		base = 10
		if s[0] == '0' {
			base = 8
			if len(s) >= 3 {
				switch s[1] | 0x20 {
				case 'b':
					base, s = 2, s[2:]
				case 'o':
					base, s = 8, s[2:]
				case 'x':
					base, s = 16, s[2:]
				default:
					s = s[1:]
				}
			} else {
				s = s[1:]
			}
		}
	default:
		return 0, errors.New("invalid base " + Itoa(base))
	}
	if bitSize == 0 {
		bitSize = IntSize
	} else if bitSize < 0 || bitSize > 64 {
		return 0, errors.New("invalid bit size " + Itoa(bitSize))
	}
	most := uint64(1)<<bitSize - 1 // bitSize 64: a shift by 64 gives 0, less 1 all ones
	cutoff := (1<<64-1)/uint64(base) + 1

	underscores := false
	var u uint64
	for i := 0; i < len(s); i++ {
		d := digitOf(s[i])
		if s[i] == '_' && byPrefix {
			underscores = true
			continue
		}
		if d >= base {
			return 0, ErrSyntax
		}
		if u >= cutoff {
			return most, ErrRange
		}
		u *= uint64(base)
		next := u + uint64(d)
		if next < u || next > most {
			return most, ErrRange
		}
		u = next
	}
	if underscores && !underscoresFit(whole) {
		return 0, ErrSyntax
	}
	return u, nil
}

// digitOf is the value of c as a digit in base 36, or more.
func digitOf(c byte) int {
	if d := c - '0'; d <= 9 {
		return int(d)
	}
	if d := c | 0x20 - 'a'; d < 26 {
		return int(d) + 10
	}
	return 99
}

// underscoresFit reports whether each underscore of a number has a digit or
// the base prefix before it and a digit after it.
func underscoresFit(s string) bool {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	base := 10
	before := false // whether an underscore may come next
	if len(s) >= 2 && s[0] == '0' {
		switch s[1] | 0x20 {
		case 'b', 'o':
			before, s = true, s[2:]
		case 'x':
			base, before, s = 16, true, s[2:]
		}
	}
	pending := false // whether an underscore wants its digit
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '_':
			if !before || pending {
				return false
			}
			pending = true
		case digitOf(s[i]) < base:
			before, pending = true, false
		default:
			if pending {
				return false
			}
			before = false
		}
	}
	return !pending
}

// ParseBool takes 1, t, T, TRUE, true, True and their opposites.
func ParseBool(str string) (bool, error) {
	switch str {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, numError("ParseBool", str, ErrSyntax)
}
