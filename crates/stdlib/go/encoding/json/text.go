// Strings, and the layout of text that is JSON already.

package json

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

// plain tells characters that stand for themselves in strings.
func plain(c byte, html bool) bool {
	switch c {
	case '"', '\\':
		return false
	case '<', '>', '&':
		return !html
	}
	return c >= ' '
}

// appendString appends s in quotes.
func appendString(dst []byte, s string, html bool) []byte {
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if plain(c, html) {
				i++
				continue
			}
			dst = append(dst, s[from:i]...)
			dst = appendEscaped(dst, c)
			i++
			from = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			dst = append(dst, s[from:i]...)
			dst = append(dst, "\ufffd"...)
			from = i + n
		case r == '\u2028' || r == '\u2029':
			// JavaScript takes these for ends of lines.
			dst = append(dst, s[from:i]...)
			dst = append(dst, `\u202`...)
			dst = append(dst, hexDigits[r&15])
			from = i + n
		}
		i += n
	}
	dst = append(dst, s[from:]...)
	return append(dst, '"')
}

func appendEscaped(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\b':
		return append(dst, `\b`...)
	case '\f':
		return append(dst, `\f`...)
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\t':
		return append(dst, `\t`...)
	}
	return append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}

func hexValue(b []byte) rune {
	var r rune
	for _, c := range b {
		switch {
		case isDigit(c):
			r = r<<4 | rune(c-'0')
		case c >= 'a':
			r = r<<4 | rune(c-'a'+10)
		default:
			r = r<<4 | rune(c-'A'+10)
		}
	}
	return r
}

// unquote is what the string b, a good one, stands for.
func unquote(b []byte) []byte {
	b = b[1 : len(b)-1]
	i := 0
	for i < len(b) && b[i] != '\\' && b[i] < utf8.RuneSelf {
		i++
	}
	if i == len(b) || bytes.IndexByte(b[i:], '\\') < 0 && utf8.Valid(b[i:]) {
		return b
	}
	out := append(make([]byte, 0, len(b)), b[:i]...)
	for i < len(b) {
		c := b[i]
		switch {
		case c == '\\' && b[i+1] == 'u':
			r := hexValue(b[i+2 : i+6])
			i += 6
			if utf16.IsSurrogate(r) {
				low := rune(-1)
				if i+6 <= len(b) && b[i] == '\\' && b[i+1] == 'u' {
					low = hexValue(b[i+2 : i+6])
				}
				if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
					i += 6
				}
			}
			out = utf8.AppendRune(out, r)
		case c == '\\':
			out = append(out, unescaped(b[i+1]))
			i += 2
		case c < utf8.RuneSelf:
			out = append(out, c)
			i++
		default:
			r, n := utf8.DecodeRune(b[i:])
			out = utf8.AppendRune(out, r)
			i += n
		}
	}
	return out
}

func unescaped(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c
}

// appendCompact appends the good value b without white space; html escapes what HTML and
// JavaScript would take for their own.
func appendCompact(dst, b []byte, html, js bool) []byte {
	inString := false
	from := 0
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case !inString && isSpace(c):
			dst = append(dst, b[from:i]...)
			from = i + 1
		case c == '"':
			inString = !inString
		case c == '\\':
			i++
		case html && (c == '<' || c == '>' || c == '&'):
			dst = append(dst, b[from:i]...)
			dst = appendEscaped(dst, c)
			from = i + 1
		case js && c == 0xe2 && isLineEnd(b[i:]):
			dst = append(dst, b[from:i]...)
			dst = append(dst, `\u202`...)
			dst = append(dst, hexDigits[b[i+2]&15])
			i += 2
			from = i + 1
		}
	}
	return append(dst, b[from:]...)
}

// isLineEnd reports whether b begins with U+2028 or U+2029.
func isLineEnd(b []byte) bool { return len(b) > 2 && b[1] == 0x80 && b[2]&^1 == 0xa8 }

// HTMLEscape appends src with <, >, & and JavaScript's line ends as escape sequences.
func HTMLEscape(dst *bytes.Buffer, src []byte) {
	from := 0
	for i, c := range src {
		switch {
		case c == '<' || c == '>' || c == '&':
			dst.Write(src[from:i])
			dst.Write(appendEscaped(nil, c))
			from = i + 1
		case c == 0xe2 && isLineEnd(src[i:]):
			dst.Write(src[from:i])
			dst.WriteString(`\u202`)
			dst.WriteByte(hexDigits[src[i+2]&15])
			from = i + 3
		}
	}
	dst.Write(src[from:])
}

// Compact appends src without white space.
func Compact(dst *bytes.Buffer, src []byte) error {
	start, end, err := scanDocument(src)
	if err != nil {
		return err
	}
	dst.Write(appendCompact(nil, src[start:end], false, false))
	return nil
}

// Indent appends src with each element on a line of its own.
func Indent(dst *bytes.Buffer, src []byte, prefix, indent string) error {
	out, err := appendIndent(nil, src, prefix, indent)
	dst.Write(out)
	return err
}

func appendIndent(dst, src []byte, prefix, indent string) ([]byte, error) {
	start, end, err := scanDocument(src)
	if err != nil {
		return dst, err
	}
	depth := 0
	line := func() {
		dst = append(dst, '\n')
		dst = append(dst, prefix...)
		for range depth {
			dst = append(dst, indent...)
		}
	}
	for i := start; i < end; i++ {
		switch c := src[i]; c {
		case ' ', '\t', '\r', '\n':
		case '"':
			stop, _ := scanString(src, i)
			dst = append(dst, src[i:stop]...)
			i = stop - 1
		case '{', '[':
			dst = append(dst, c)
			if next := skipSpace(src, i+1); src[next] == c+2 {
				dst = append(dst, c+2)
				i = next
				continue
			}
			depth++
			line()
		case '}', ']':
			depth--
			line()
			dst = append(dst, c)
		case ',':
			dst = append(dst, c)
			line()
		case ':':
			dst = append(dst, ": "...)
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, src[end:]...), nil
}
