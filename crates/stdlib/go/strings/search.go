// Package strings works on UTF-8 strings.
//
// This file looks for things in strings; split.go takes strings apart, map.go
// changes them, and Builder, Reader and Replacer have files of their own.
package strings

import (
	"internal/rt"
	"unicode"
	"unicode/utf8"
)

// Contains reports whether substr is in s.
func Contains(s, substr string) bool { return rt.IndexString(s, substr) >= 0 }

// ContainsAny reports whether a rune of chars is in s.
func ContainsAny(s, chars string) bool { return IndexAny(s, chars) >= 0 }

// ContainsRune reports whether r is in s.
func ContainsRune(s string, r rune) bool { return IndexRune(s, r) >= 0 }

// ContainsFunc reports whether f holds for a rune of s.
func ContainsFunc(s string, f func(rune) bool) bool { return IndexFunc(s, f) >= 0 }

// Index is where substr first is in s, or -1.
func Index(s, substr string) int { return rt.IndexString(s, substr) }

// IndexByte is where c first is in s, or -1.
func IndexByte(s string, c byte) int { return rt.IndexByte(s, c) }

// IndexRune is where r first is in s, or -1. U+FFFD is found in wrong bytes too.
func IndexRune(s string, r rune) int {
	switch {
	case 0 <= r && r < utf8.RuneSelf:
		return rt.IndexByte(s, byte(r))
	case r == utf8.RuneError:
		for i, c := range s {
			if c == utf8.RuneError {
				return i
			}
		}
		return -1
	case !utf8.ValidRune(r):
		return -1
	}
	return rt.IndexString(s, string(r))
}

// IndexAny is where a rune of chars first is in s, or -1.
func IndexAny(s, chars string) int {
	if len(chars) == 1 {
		// One byte that is no rune stands for U+FFFD.
		r := rune(chars[0])
		if r >= utf8.RuneSelf {
			r = utf8.RuneError
		}
		return IndexRune(s, r)
	}
	for i, c := range s {
		if IndexRune(chars, c) >= 0 {
			return i
		}
	}
	return -1
}

// IndexFunc is where the first rune is for which f holds, or -1.
func IndexFunc(s string, f func(rune) bool) int {
	for i, c := range s {
		if f(c) {
			return i
		}
	}
	return -1
}

// LastIndex is where substr last is in s, or -1.
func LastIndex(s, substr string) int {
	n := len(substr)
	if n == 0 {
		return len(s)
	}
	for i := len(s) - n; i >= 0; i-- {
		if s[i] == substr[0] && s[i:i+n] == substr {
			return i
		}
	}
	return -1
}

// LastIndexByte is where c last is in s, or -1.
func LastIndexByte(s string, c byte) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == c {
			return i
		}
	}
	return -1
}

// LastIndexAny is where a rune of chars last is in s, or -1.
func LastIndexAny(s, chars string) int {
	return LastIndexFunc(s, func(r rune) bool { return IndexRune(chars, r) >= 0 })
}

// LastIndexFunc is where the last rune is for which f holds, or -1.
func LastIndexFunc(s string, f func(rune) bool) int {
	for end := len(s); end > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:end])
		end -= size
		if f(r) {
			return end
		}
	}
	return -1
}

// Count is how often substr is in s, without overlaps. The empty string is
// once before each rune and once at the end.
func Count(s, substr string) int {
	if substr == "" {
		return utf8.RuneCountInString(s) + 1
	}
	n := 0
	for {
		i := rt.IndexString(s, substr)
		if i < 0 {
			return n
		}
		n++
		s = s[i+len(substr):]
	}
}

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix
}

// Compare is -1, 0 or 1 as a is less than, equal to or greater than b.
func Compare(a, b string) int { return rt.CompareString(a, b) }

// EqualFold reports whether s and t are equal but for case.
func EqualFold(s, t string) bool {
	// As long as both are ASCII, letters differ by one bit.
	n := min(len(s), len(t))
	i := 0
	for ; i < n; i++ {
		a, b := s[i], t[i]
		if (a|b)&0x80 != 0 {
			break
		}
		if a != b && (a^b != 0x20 || a|0x20 < 'a' || a|0x20 > 'z') {
			return false
		}
	}
	s, t = s[i:], t[i:]
	for s != "" && t != "" {
		a, n := utf8.DecodeRuneInString(s)
		b, m := utf8.DecodeRuneInString(t)
		s, t = s[n:], t[m:]
		if a != b && !foldsTo(a, b) {
			return false
		}
	}
	return s == t
}

// foldsTo reports whether a, going round its cases, becomes b.
func foldsTo(a, b rune) bool {
	for r := unicode.SimpleFold(a); r != a; r = unicode.SimpleFold(r) {
		if r == b {
			return true
		}
	}
	return false
}

// Cut is s before and after the first sep, or s and nothing.
func Cut(s, sep string) (before, after string, found bool) {
	if i := rt.IndexString(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// CutLast is s before and after the last sep, or s and nothing.
func CutLast(s, sep string) (before, after string, found bool) {
	if i := LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// CutPrefix is s without prefix, and whether it was there.
func CutPrefix(s, prefix string) (after string, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix is s without suffix, and whether it was there.
func CutSuffix(s, suffix string) (before string, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}
