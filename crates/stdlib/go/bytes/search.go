// Package bytes works on byte slices as package strings works on strings.
//
// Looking for things never copies: a slice is viewed as a string for it.
package bytes

import (
	"internal/rt"
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// view is b as a string, for as long as nobody writes to b.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// Equal reports whether a and b hold the same bytes; nil is empty.
func Equal(a, b []byte) bool { return view(a) == view(b) }

// Compare is -1, 0 or 1 as a is less than, equal to or greater than b.
func Compare(a, b []byte) int { return rt.CompareString(view(a), view(b)) }

// Contains reports whether subslice is in b.
func Contains(b, subslice []byte) bool { return Index(b, subslice) >= 0 }

// ContainsAny reports whether a rune of chars is in b.
func ContainsAny(b []byte, chars string) bool { return IndexAny(b, chars) >= 0 }

// ContainsRune reports whether r is in b.
func ContainsRune(b []byte, r rune) bool { return IndexRune(b, r) >= 0 }

// ContainsFunc reports whether f holds for a rune of b.
func ContainsFunc(b []byte, f func(rune) bool) bool { return IndexFunc(b, f) >= 0 }

// Index is where sep first is in s, or -1.
func Index(s, sep []byte) int { return rt.IndexString(view(s), view(sep)) }

// IndexByte is where c first is in b, or -1.
func IndexByte(b []byte, c byte) int { return rt.IndexByte(view(b), c) }

// IndexRune is where r first is in s, or -1. U+FFFD is found in wrong bytes too.
func IndexRune(s []byte, r rune) int { return strings.IndexRune(view(s), r) }

// IndexAny is where a rune of chars first is in s, or -1.
func IndexAny(s []byte, chars string) int { return strings.IndexAny(view(s), chars) }

// IndexFunc is where the first rune is for which f holds, or -1.
func IndexFunc(s []byte, f func(r rune) bool) int { return strings.IndexFunc(view(s), f) }

// LastIndex is where sep last is in s, or -1.
func LastIndex(s, sep []byte) int { return strings.LastIndex(view(s), view(sep)) }

// LastIndexByte is where c last is in s, or -1.
func LastIndexByte(s []byte, c byte) int { return strings.LastIndexByte(view(s), c) }

// LastIndexAny is where a rune of chars last is in s, or -1.
func LastIndexAny(s []byte, chars string) int { return strings.LastIndexAny(view(s), chars) }

// LastIndexFunc is where the last rune is for which f holds, or -1.
func LastIndexFunc(s []byte, f func(r rune) bool) int { return strings.LastIndexFunc(view(s), f) }

// Count is how often sep is in s, without overlaps. The empty slice is once
// before each rune and once at the end.
func Count(s, sep []byte) int { return strings.Count(view(s), view(sep)) }

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix []byte) bool { return strings.HasPrefix(view(s), view(prefix)) }

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix []byte) bool { return strings.HasSuffix(view(s), view(suffix)) }

// EqualFold reports whether s and t are equal but for case.
func EqualFold(s, t []byte) bool { return strings.EqualFold(view(s), view(t)) }

// Cut is s before and after the first sep, or s and nil.
func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// CutLast is s before and after the last sep, or s and nil.
func CutLast(s, sep []byte) (before, after []byte, found bool) {
	if i := LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// CutPrefix is s without prefix, and whether it was there.
func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix is s without suffix, and whether it was there.
func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

// TrimPrefix is s without prefix, if it begins with it.
func TrimPrefix(s, prefix []byte) []byte {
	s, _ = CutPrefix(s, prefix)
	return s
}

// TrimSuffix is s without suffix, if it ends with it.
func TrimSuffix(s, suffix []byte) []byte {
	s, _ = CutSuffix(s, suffix)
	return s
}

// TrimLeftFunc is s without the runes at the start for which f holds; nil if
// nothing is left.
func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	for i, r := range view(s) {
		if !f(r) {
			return s[i:]
		}
	}
	return nil
}

// TrimRightFunc is s without the runes at the end for which f holds.
func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	return s[:len(strings.TrimRightFunc(view(s), f))]
}

// TrimFunc is s without the runes at both ends for which f holds.
func TrimFunc(s []byte, f func(r rune) bool) []byte {
	return TrimRightFunc(TrimLeftFunc(s, f), f)
}

// Trim is s without the runes of cutset at both ends; nil if nothing is left.
func Trim(s []byte, cutset string) []byte {
	if len(s) == 0 {
		return nil
	}
	if cutset == "" {
		return s
	}
	return TrimRight(TrimLeft(s, cutset), cutset)
}

// TrimLeft is s without the runes of cutset at the start; nil if nothing is left.
func TrimLeft(s []byte, cutset string) []byte {
	if len(s) == 0 {
		return nil
	}
	n := len(strings.TrimLeft(view(s), cutset))
	if n == 0 {
		return nil
	}
	return s[len(s)-n:]
}

// TrimRight is s without the runes of cutset at the end.
func TrimRight(s []byte, cutset string) []byte {
	if len(s) == 0 || cutset == "" {
		return s
	}
	return s[:len(strings.TrimRight(view(s), cutset))]
}

// TrimSpace is s without white space at both ends; nil if nothing is left.
func TrimSpace(s []byte) []byte {
	left := TrimLeftFunc(s, unicode.IsSpace)
	if left == nil {
		return nil
	}
	return TrimRightFunc(left, unicode.IsSpace)
}

// Runes is the runes of s.
func Runes(s []byte) []rune {
	out := make([]rune, 0, utf8.RuneCount(s))
	for _, r := range view(s) {
		out = append(out, r)
	}
	return out
}
