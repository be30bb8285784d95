// Unquoting: Go literals to values.

package strconv

import "unicode/utf8"

// UnquoteChar takes the first character or escape from s, the inside of a
// literal in quotes of the kind quote (0: neither quote needs an escape).
// multibyte tells whether value needs UTF-8.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	if s == "" {
		return 0, false, "", ErrSyntax
	}
	c := s[0]
	if c == quote && (quote == '\'' || quote == '"') {
		return 0, false, "", ErrSyntax
	}
	if c >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(s)
		return r, true, s[size:], nil
	}
	if c != '\\' {
		return rune(c), false, s[1:], nil
	}
	if len(s) == 1 {
		return 0, false, "", ErrSyntax
	}
	c, tail = s[1], s[2:]
	hexLen := 0
	switch c {
	case 'a':
		return '\a', false, tail, nil
	case 'b':
		return '\b', false, tail, nil
	case 'f':
		return '\f', false, tail, nil
	case 'n':
		return '\n', false, tail, nil
	case 'r':
		return '\r', false, tail, nil
	case 't':
		return '\t', false, tail, nil
	case 'v':
		return '\v', false, tail, nil
	case '\\':
		return '\\', false, tail, nil
	case '\'', '"':
		if c != quote {
			return 0, false, "", ErrSyntax
		}
		return rune(c), false, tail, nil
	case 'x':
		hexLen = 2
	case 'u':
		hexLen = 4
	case 'U':
		hexLen = 8
	case '0', '1', '2', '3', '4', '5', '6', '7':
		if len(tail) < 2 {
			return 0, false, "", ErrSyntax
		}
		v := rune(c - '0')
		for i := 0; i < 2; i++ {
			d := tail[i] - '0'
			if d > 7 {
				return 0, false, "", ErrSyntax
			}
			v = v<<3 | rune(d)
		}
		if v > 255 {
			return 0, false, "", ErrSyntax
		}
		return v, false, tail[2:], nil
	default:
		return 0, false, "", ErrSyntax
	}
	if len(tail) < hexLen {
		return 0, false, "", ErrSyntax
	}
	var v uint32
	for i := 0; i < hexLen; i++ {
		d := digitOf(tail[i])
		if d >= 16 {
			return 0, false, "", ErrSyntax
		}
		v = v<<4 | uint32(d)
	}
	tail = tail[hexLen:]
	if c == 'x' {
		return rune(v), false, tail, nil
	}
	if v > utf8.MaxRune || !utf8.ValidRune(rune(v)) {
		return 0, false, "", ErrSyntax
	}
	return rune(v), true, tail, nil
}

// Unquote is the value of a Go literal: a string in double quotes or back
// quotes, or one character in single quotes, as a string.
func Unquote(s string) (string, error) {
	out, rest, err := unquote(s, true)
	if err == nil && rest != "" {
		return "", ErrSyntax
	}
	return out, err
}

// QuotedPrefix is the literal at the start of s, quotes included.
func QuotedPrefix(s string) (string, error) {
	_, rest, err := unquote(s, false)
	if err != nil {
		return "", err
	}
	return s[:len(s)-len(rest)], nil
}

// unquote takes a literal from the start of s. It gives the value if want.
func unquote(s string, want bool) (out, rest string, err error) {
	if len(s) < 2 {
		return "", "", ErrSyntax
	}
	quote := s[0]
	switch quote {
	case '`':
		end := 1
		returns := false
		for end < len(s) && s[end] != '`' {
			returns = returns || s[end] == '\r'
			end++
		}
		if end == len(s) {
			return "", "", ErrSyntax
		}
		out, rest = s[1:end], s[end+1:]
		if want && returns { // raw strings drop carriage returns
			kept := make([]byte, 0, len(out))
			for i := 0; i < len(out); i++ {
				if out[i] != '\r' {
					kept = append(kept, out[i])
				}
			}
			out = string(kept)
		}
		return out, rest, nil
	case '"', '\'':
	default:
		return "", "", ErrSyntax
	}

	// A literal without escapes is its own value.
	if quote == '"' {
		end := 1
		for end < len(s) && s[end] != '"' && s[end] != '\\' && s[end] != '\n' && s[end] < utf8.RuneSelf {
			end++
		}
		if end < len(s) && s[end] == '"' {
			return s[1:end], s[end+1:], nil
		}
	}
	var buf []byte
	in := s[1:]
	for n := 0; in != "" && in[0] != quote; n++ {
		if in[0] == '\n' || quote == '\'' && n == 1 {
			return "", "", ErrSyntax
		}
		r, multibyte, tail, err := UnquoteChar(in, quote)
		if err != nil {
			return "", "", err
		}
		in = tail
		if want {
			if r < utf8.RuneSelf || !multibyte {
				buf = append(buf, byte(r))
			} else {
				buf = utf8.AppendRune(buf, r)
			}
		}
	}
	if in == "" {
		return "", "", ErrSyntax
	}
	return asString(buf), in[1:], nil
}
