// Strings made from strings.

package strings

import (
	"internal/rt"
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// asString is the bytes of b, which nobody writes to any more, as a string.
func asString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// Clone is a copy of s that shares no memory with it.
func Clone(s string) string {
	if s == "" {
		return ""
	}
	return string([]byte(s))
}

// Repeat is s, count times.
func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	if count == 0 || s == "" {
		return ""
	}
	if len(s) > (1<<63-1)/count {
		panic("strings: Repeat output length overflow")
	}
	n := len(s) * count
	out := make([]byte, 0, n)
	out = append(out, s...)
	for len(out) < n {
		out = append(out, out[:min(len(out), n-len(out))]...)
	}
	return asString(out)
}

// Replace is s with the first n olds replaced by new; all if n is negative.
func Replace(s, old, new string, n int) string {
	if old == new || n == 0 {
		return s
	}
	if m := Count(s, old); m == 0 {
		return s
	} else if n < 0 || m < n {
		n = m
	}
	out := make([]byte, 0, len(s)+n*(len(new)-len(old)))
	from := 0
	for i := 0; i < n; i++ {
		at := from
		if old != "" {
			at += rt.IndexString(s[from:], old)
		} else if i > 0 {
			_, size := utf8.DecodeRuneInString(s[from:])
			at += size
		}
		out = append(out, s[from:at]...)
		out = append(out, new...)
		from = at + len(old)
	}
	return asString(append(out, s[from:]...))
}

// ReplaceAll is s with every old replaced by new.
func ReplaceAll(s, old, new string) string { return Replace(s, old, new, -1) }

// Map is s with each rune replaced by what mapping says; a negative rune is
// left out.
func Map(mapping func(rune) rune, s string) string {
	for i, c := range s {
		r := mapping(c)
		if r == c && (c != utf8.RuneError || HasPrefix(s[i:], "\uFFFD")) {
			continue
		}
		// From here on the result differs from s.
		out := make([]byte, 0, len(s)+utf8.UTFMax)
		out = append(out, s[:i]...)
		if r >= 0 {
			out = utf8.AppendRune(out, r)
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		for _, c := range s[i+size:] {
			if r := mapping(c); r >= 0 {
				out = utf8.AppendRune(out, r)
			}
		}
		return asString(out)
	}
	return s
}

// plain reports whether s is ASCII, and whether it has a letter between lo and hi.
func plain(s string, lo, hi byte) (ascii, has bool) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return false, false
		}
		has = has || lo <= c && c <= hi
	}
	return true, has
}

// ToUpper is s in upper case.
func ToUpper(s string) string {
	ascii, has := plain(s, 'a', 'z')
	if !ascii {
		return Map(unicode.ToUpper, s)
	}
	if !has {
		return s
	}
	out := []byte(s)
	for i, c := range out {
		if 'a' <= c && c <= 'z' {
			out[i] = c - ('a' - 'A')
		}
	}
	return asString(out)
}

// ToLower is s in lower case.
func ToLower(s string) string {
	ascii, has := plain(s, 'A', 'Z')
	if !ascii {
		return Map(unicode.ToLower, s)
	}
	if !has {
		return s
	}
	out := []byte(s)
	for i, c := range out {
		if 'A' <= c && c <= 'Z' {
			out[i] = c + ('a' - 'A')
		}
	}
	return asString(out)
}

// ToTitle is s with all letters in title case.
func ToTitle(s string) string { return Map(unicode.ToTitle, s) }

// ToUpperSpecial is ToUpper by the rules of c first.
func ToUpperSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToUpper, s) }

// ToLowerSpecial is ToLower by the rules of c first.
func ToLowerSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToLower, s) }

// ToTitleSpecial is ToTitle by the rules of c first.
func ToTitleSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToTitle, s) }

// ToValidUTF8 is s with each run of wrong bytes replaced by replacement.
func ToValidUTF8(s, replacement string) string {
	if utf8.ValidString(s) {
		return s
	}
	out := make([]byte, 0, len(s)+len(replacement))
	wrong := false // inside a run
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && size == 1 {
			if !wrong {
				out = append(out, replacement...)
			}
			wrong = true
		} else {
			out = append(out, s[:size]...)
			wrong = false
		}
		s = s[size:]
	}
	return asString(out)
}

// Title is s with the first letter of each word in title case. What it takes
// for a word is too simple for most languages.
func Title(s string) string {
	before := ' '
	return Map(func(r rune) rune {
		start := separates(before)
		before = r
		if start {
			return unicode.ToTitle(r)
		}
		return r
	}, s)
}

// separates reports whether a letter after r begins a word.
func separates(r rune) bool {
	if r < utf8.RuneSelf {
		return !(unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && unicode.IsSpace(r)
}

// TrimFunc is s without the runes at both ends for which f holds.
func TrimFunc(s string, f func(rune) bool) string { return TrimRightFunc(TrimLeftFunc(s, f), f) }

// TrimLeftFunc is s without the runes at the start for which f holds.
func TrimLeftFunc(s string, f func(rune) bool) string {
	for i, r := range s {
		if !f(r) {
			return s[i:]
		}
	}
	return ""
}

// TrimRightFunc is s without the runes at the end for which f holds.
func TrimRightFunc(s string, f func(rune) bool) string {
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

// Trim is s without the runes of cutset at both ends.
func Trim(s, cutset string) string { return TrimRight(TrimLeft(s, cutset), cutset) }

// TrimLeft is s without the runes of cutset at the start.
func TrimLeft(s, cutset string) string {
	if cutset == "" {
		return s
	}
	return TrimLeftFunc(s, func(r rune) bool { return IndexRune(cutset, r) >= 0 })
}

// TrimRight is s without the runes of cutset at the end.
func TrimRight(s, cutset string) string {
	if cutset == "" {
		return s
	}
	return TrimRightFunc(s, func(r rune) bool { return IndexRune(cutset, r) >= 0 })
}

// TrimSpace is s without white space at both ends.
func TrimSpace(s string) string {
	start, end := 0, len(s)
	for ; start < end; start++ {
		c := s[start]
		if c >= utf8.RuneSelf {
			return TrimFunc(s[start:end], unicode.IsSpace)
		}
		if c != ' ' && (c < '\t' || c > '\r') {
			break
		}
	}
	for ; end > start; end-- {
		c := s[end-1]
		if c >= utf8.RuneSelf {
			return TrimRightFunc(s[start:end], unicode.IsSpace)
		}
		if c != ' ' && (c < '\t' || c > '\r') {
			break
		}
	}
	return s[start:end]
}

// TrimPrefix is s without prefix, if it begins with it.
func TrimPrefix(s, prefix string) string {
	s, _ = CutPrefix(s, prefix)
	return s
}

// TrimSuffix is s without suffix, if it ends with it.
func TrimSuffix(s, suffix string) string {
	s, _ = CutSuffix(s, suffix)
	return s
}
