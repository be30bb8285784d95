// Slices made from slices. All are new, even where nothing changes.

package bytes

import (
	"strings"
	"unicode"
)

// Clone is a copy of b; nil if b is nil.
func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// Repeat is b, count times.
func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	if count == 0 || len(b) == 0 {
		return []byte{}
	}
	if len(b) > (1<<63-1)/count {
		panic("bytes: Repeat output length overflow")
	}
	n := len(b) * count
	out := make([]byte, 0, n)
	out = append(out, b...)
	for len(out) < n {
		out = append(out, out[:min(len(out), n-len(out))]...)
	}
	return out
}

// Replace is s with the first n olds replaced by new; all if n is negative.
func Replace(s, old, new []byte, n int) []byte {
	if n == 0 || Count(s, old) == 0 {
		return append([]byte(nil), s...)
	}
	return []byte(strings.Replace(view(s), view(old), view(new), n))
}

// ReplaceAll is s with every old replaced by new.
func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

// Map is s with each rune replaced by what mapping says; a negative rune is
// left out.
func Map(mapping func(r rune) rune, s []byte) []byte {
	return []byte(strings.Map(mapping, view(s)))
}

// ToUpper is s in upper case.
func ToUpper(s []byte) []byte { return []byte(strings.ToUpper(view(s))) }

// ToLower is s in lower case.
func ToLower(s []byte) []byte { return []byte(strings.ToLower(view(s))) }

// ToTitle is s with all letters in title case.
func ToTitle(s []byte) []byte { return []byte(strings.ToTitle(view(s))) }

// ToUpperSpecial is ToUpper by the rules of c first.
func ToUpperSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToUpper, s) }

// ToLowerSpecial is ToLower by the rules of c first.
func ToLowerSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToLower, s) }

// ToTitleSpecial is ToTitle by the rules of c first.
func ToTitleSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToTitle, s) }

// ToValidUTF8 is s with each run of wrong bytes replaced by replacement.
func ToValidUTF8(s, replacement []byte) []byte {
	return []byte(strings.ToValidUTF8(view(s), view(replacement)))
}

// Title is s with the first letter of each word in title case. What it takes
// for a word is too simple for most languages.
func Title(s []byte) []byte { return []byte(strings.Title(view(s))) }
