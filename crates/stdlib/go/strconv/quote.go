// Quoting: values to Go literals.

package strconv

import "unicode/utf8"

const hexDigits = "0123456789abcdef"

// which runes a literal may show as they are
const (
	showPrint = iota
	showASCII
	showGraphic
)

// Quote is s as a Go string literal, with what is not printable escaped.
func Quote(s string) string { return asString(AppendQuote(nil, s)) }

// AppendQuote appends Quote(s) to dst.
func AppendQuote(dst []byte, s string) []byte { return appendQuoted(dst, s, '"', showPrint) }

// QuoteToASCII is Quote with all that is not ASCII escaped.
func QuoteToASCII(s string) string { return asString(AppendQuoteToASCII(nil, s)) }

// AppendQuoteToASCII appends QuoteToASCII(s) to dst.
func AppendQuoteToASCII(dst []byte, s string) []byte { return appendQuoted(dst, s, '"', showASCII) }

// QuoteToGraphic is Quote with what is graphic left as it is.
func QuoteToGraphic(s string) string { return asString(AppendQuoteToGraphic(nil, s)) }

// AppendQuoteToGraphic appends QuoteToGraphic(s) to dst.
func AppendQuoteToGraphic(dst []byte, s string) []byte {
	return appendQuoted(dst, s, '"', showGraphic)
}

// QuoteRune is r as a Go character literal.
func QuoteRune(r rune) string { return asString(AppendQuoteRune(nil, r)) }

// AppendQuoteRune appends QuoteRune(r) to dst.
func AppendQuoteRune(dst []byte, r rune) []byte { return appendQuotedRune(dst, r, showPrint) }

// QuoteRuneToASCII is QuoteRune with what is not ASCII escaped.
func QuoteRuneToASCII(r rune) string { return asString(AppendQuoteRuneToASCII(nil, r)) }

// AppendQuoteRuneToASCII appends QuoteRuneToASCII(r) to dst.
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte { return appendQuotedRune(dst, r, showASCII) }

// QuoteRuneToGraphic is QuoteRune with what is graphic left as it is.
func QuoteRuneToGraphic(r rune) string { return asString(AppendQuoteRuneToGraphic(nil, r)) }

// AppendQuoteRuneToGraphic appends QuoteRuneToGraphic(r) to dst.
func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte {
	return appendQuotedRune(dst, r, showGraphic)
}

func appendQuoted(dst []byte, s string, quote byte, show int) []byte {
	dst = append(dst, quote)
	from := 0 // what is plain is appended in runs
	for i := 0; i < len(s); {
		c := s[i]
		if ' ' <= c && c < 0x7F && c != quote && c != '\\' {
			i++
			continue
		}
		dst = append(dst, s[from:i]...)
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if r == utf8.RuneError && size == 1 {
			dst = append(dst, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		} else {
			dst = appendEscaped(dst, r, quote, show)
		}
		i += size
		from = i
	}
	return append(append(dst, s[from:]...), quote)
}

func appendQuotedRune(dst []byte, r rune, show int) []byte {
	if !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return append(appendEscaped(append(dst, '\''), r, '\'', show), '\'')
}

func appendEscaped(dst []byte, r rune, quote byte, show int) []byte {
	if r == rune(quote) || r == '\\' {
		return append(dst, '\\', byte(r))
	}
	switch {
	case r < utf8.RuneSelf && IsPrint(r),
		show == showPrint && IsPrint(r),
		show == showGraphic && IsGraphic(r):
		return utf8.AppendRune(dst, r)
	}
	switch r {
	case '\a':
		return append(dst, `\a`...)
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
	case '\v':
		return append(dst, `\v`...)
	}
	letter, width := byte('U'), 8
	switch {
	case r < ' ' || r == 0x7F:
		letter, width = 'x', 2
	case r < 0x10000:
		letter, width = 'u', 4
	}
	dst = append(dst, '\\', letter)
	for width--; width >= 0; width-- {
		dst = append(dst, hexDigits[r>>(4*uint(width))&15])
	}
	return dst
}

// CanBackquote reports whether s can stand in a raw string on one line.
func CanBackquote(s string) bool {
	for i, r := range s {
		switch {
		case r == '`', r < ' ' && r != '\t', r == 0x7F, r == '\uFEFF':
			return false
		case r == utf8.RuneError:
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return false
			}
		}
	}
	return true
}

// IsPrint reports whether r is a letter, mark, number, punctuation, symbol or
// the ASCII space, as unicode.IsPrint does.
func IsPrint(r rune) bool {
	if uint32(r) < 0x7F {
		return r >= ' '
	}
	// Ranges begin at even places and end at odd ones: r is in a range if the
	// number of marks up to r is odd.
	lo, hi := 0, len(printable16)
	if uint32(r) < 0x10000 {
		for lo < hi {
			mid := int(uint(lo+hi) >> 1)
			if rune(printable16[mid]) <= r {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		return lo&1 == 1
	}
	hi = len(printable32)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if printable32[mid] <= uint32(r) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo&1 == 1
}

// IsGraphic reports whether r is printable or a space, as unicode.IsGraphic.
func IsGraphic(r rune) bool {
	if IsPrint(r) {
		return true
	}
	for _, g := range &graphic {
		if rune(g) == r {
			return true
		}
	}
	return false
}
