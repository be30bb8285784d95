// Package json writes Go values as JSON and reads them back.
package json

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A SyntaxError says what is wrong with JSON.
type SyntaxError struct {
	msg    string
	Offset int64 // bytes read when it was found
}

func (e *SyntaxError) Error() string { return e.msg }

const unexpectedEnd = "unexpected end of JSON input"

func truncated(at int) *SyntaxError { return &SyntaxError{unexpectedEnd, int64(at)} }

// isTruncated reports whether more input might have been good.
func isTruncated(err *SyntaxError) bool { return err != nil && err.msg == unexpectedEnd }

func runeName(b []byte) string {
	if r, n := utf8.DecodeRune(b); r != utf8.RuneError || n != 1 {
		return strconv.QuoteRune(r)
	}
	return `'\x` + strconv.FormatUint(uint64(b[0]), 16) + `'`
}

// unexpected says that the character at b[i] cannot stand there.
func unexpected(b []byte, i int, where string) *SyntaxError {
	_, n := utf8.DecodeRune(b[i:])
	return &SyntaxError{"invalid character " + runeName(b[i:]) + " " + where, int64(i + n)}
}

// badEscape says that b[i:j] is no escape sequence.
func badEscape(b []byte, i, j int) *SyntaxError {
	what := string(b[i:j])
	odd := func(r rune) bool {
		return r == '`' || r == utf8.RuneError || unicode.IsSpace(r) || !unicode.IsPrint(r)
	}
	if strings.ContainsFunc(what, odd) {
		what = strconv.Quote(what)
	} else {
		what = "`" + what + "`"
	}
	return &SyntaxError{"invalid escape sequence " + what + " in string", int64(j)}
}

func isSpace(c byte) bool { return c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t') }

// skipSpace is the index of the first byte from i on that is no white space.
func skipSpace(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

const mostNested = 10000

// scanValue is the end of the value at b[i], which is no white space.
func scanValue(b []byte, i, depth int) (int, *SyntaxError) {
	switch c := b[i]; c {
	case '"':
		return scanString(b, i)
	case '{', '[':
		if depth >= mostNested {
			return i, &SyntaxError{"exceeded max depth", int64(i + 1)}
		}
		if c == '{' {
			return scanObject(b, i+1, depth+1)
		}
		return scanArray(b, i+1, depth+1)
	case 't':
		return scanLiteral(b, i, "true")
	case 'f':
		return scanLiteral(b, i, "false")
	case 'n':
		return scanLiteral(b, i, "null")
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return scanNumber(b, i)
	}
	return i, unexpected(b, i, "looking for beginning of value")
}

func scanLiteral(b []byte, i int, literal string) (int, *SyntaxError) {
	for k := 0; k < len(literal); k++ {
		if i+k == len(b) {
			return i, truncated(len(b))
		}
		if b[i+k] != literal[k] {
			want := strconv.QuoteRune(rune(literal[k]))
			return i, unexpected(b, i+k, "in literal "+literal+" (expecting "+want+")")
		}
	}
	return i + len(literal), nil
}

func scanObject(b []byte, i, depth int) (_ int, err *SyntaxError) {
	for first := true; ; first = false {
		if i = skipSpace(b, i); i == len(b) {
			return i, truncated(i)
		}
		if first && b[i] == '}' {
			return i + 1, nil
		}
		if b[i] != '"' {
			return i, unexpected(b, i, "looking for beginning of object key string")
		}
		if i, err = scanString(b, i); err != nil {
			return i, err
		}
		if i = skipSpace(b, i); i == len(b) {
			return i, truncated(i)
		}
		if b[i] != ':' {
			return i, unexpected(b, i, "after object key")
		}
		if i = skipSpace(b, i+1); i == len(b) {
			return i, truncated(i)
		}
		if i, err = scanValue(b, i, depth); err != nil {
			return i, err
		}
		if i = skipSpace(b, i); i == len(b) {
			return i, truncated(i)
		}
		switch b[i] {
		case ',':
			i++
		case '}':
			return i + 1, nil
		default:
			return i, unexpected(b, i, "after object key:value pair")
		}
	}
}

func scanArray(b []byte, i, depth int) (_ int, err *SyntaxError) {
	for first := true; ; first = false {
		if i = skipSpace(b, i); i == len(b) {
			return i, truncated(i)
		}
		if first && b[i] == ']' {
			return i + 1, nil
		}
		if i, err = scanValue(b, i, depth); err != nil {
			return i, err
		}
		if i = skipSpace(b, i); i == len(b) {
			return i, truncated(i)
		}
		switch b[i] {
		case ',':
			i++
		case ']':
			return i + 1, nil
		default:
			return i, unexpected(b, i, "after array element")
		}
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func scanDigits(b []byte, i int) int {
	for i < len(b) && isDigit(b[i]) {
		i++
	}
	return i
}

func scanNumber(b []byte, start int) (int, *SyntaxError) {
	i := start
	digits := func() *SyntaxError {
		if i == len(b) {
			return truncated(start)
		}
		if !isDigit(b[i]) {
			return unexpected(b, i, "in numeric literal")
		}
		i = scanDigits(b, i)
		return nil
	}
	if b[i] == '-' {
		i++
	}
	if i < len(b) && b[i] == '0' {
		i++
	} else if err := digits(); err != nil {
		return i, err
	}
	if i < len(b) && b[i] == '.' {
		i++
		if err := digits(); err != nil {
			return i, err
		}
	}
	if i < len(b) && (b[i] == 'e' || b[i] == 'E') {
		i++
		if i < len(b) && (b[i] == '+' || b[i] == '-') {
			i++
		}
		if err := digits(); err != nil {
			return i, err
		}
	}
	return i, nil
}

// isNumber reports whether s is a JSON number.
func isNumber(s string) bool {
	if s == "" {
		return false
	}
	end, err := scanNumber([]byte(s), 0)
	return err == nil && end == len(s)
}

func isHex(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// scanString is the end of the string at b[i], which is a quote.
func scanString(b []byte, i int) (int, *SyntaxError) {
	for i++; i < len(b); i++ {
		c := b[i]
		switch {
		case c == '"':
			return i + 1, nil
		case c < ' ':
			return i, unexpected(b, i, "in string")
		case c == '\\':
			end, err := scanEscape(b, i)
			if err != nil {
				return i, err
			}
			i = end - 1
		case c >= utf8.RuneSelf:
			if !utf8.FullRune(b[i:]) {
				return i, truncated(i)
			}
			_, n := utf8.DecodeRune(b[i:])
			i += n - 1
		}
	}
	return i, truncated(i)
}

// scanEscape is the end of the escape sequence at b[i].
func scanEscape(b []byte, i int) (int, *SyntaxError) {
	if i+1 == len(b) {
		return i, truncated(i)
	}
	switch b[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2, nil
	case 'u':
		for k := i + 2; k < i+6; k++ {
			if k == len(b) {
				return i, truncated(i)
			}
			if !isHex(b[k]) {
				return i, badEscape(b, i, min(i+6, len(b)))
			}
		}
		return i + 6, nil
	}
	return i, badEscape(b, i, i+2)
}

// scanDocument checks that b is one value, and says where it begins and ends.
func scanDocument(b []byte) (start, end int, err *SyntaxError) {
	start = skipSpace(b, 0)
	if start == len(b) {
		return 0, 0, truncated(start)
	}
	if end, err = scanValue(b, start, 0); err != nil {
		return 0, 0, err
	}
	if i := skipSpace(b, end); i < len(b) {
		return 0, 0, unexpected(b, i, "after top-level value")
	}
	return start, end, nil
}

// Valid reports whether data is JSON.
func Valid(data []byte) bool {
	_, _, err := scanDocument(data)
	return err == nil
}
