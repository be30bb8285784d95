// Slices to parts, and parts to slices. Parts are slices of the whole whose
// capacity ends with them, so that appending to one does not harm the next.

package bytes

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Split is the parts of s between seps; with an empty sep, its runes.
func Split(s, sep []byte) [][]byte { return split(s, sep, 0, -1) }

// SplitN is Split into at most n parts, the last of which is the rest of s; a
// negative n means all.
func SplitN(s, sep []byte, n int) [][]byte { return split(s, sep, 0, n) }

// SplitAfter is Split with each sep left at the end of its part.
func SplitAfter(s, sep []byte) [][]byte { return split(s, sep, len(sep), -1) }

// SplitAfterN is SplitN with each sep left at the end of its part.
func SplitAfterN(s, sep []byte, n int) [][]byte { return split(s, sep, len(sep), n) }

func split(s, sep []byte, keep, n int) [][]byte {
	if n == 0 {
		return nil
	}
	if len(sep) == 0 {
		return explode(s, n)
	}
	if n < 0 {
		n = Count(s, sep) + 1
	}
	parts := make([][]byte, 0, min(n, len(s)+1))
	for len(parts) < n-1 {
		i := Index(s, sep)
		if i < 0 {
			break
		}
		parts = append(parts, s[:i+keep:i+keep])
		s = s[i+len(sep):]
	}
	return append(parts, s)
}

func explode(s []byte, n int) [][]byte {
	count := utf8.RuneCount(s)
	if n < 0 || n > count {
		n = count
	}
	parts := make([][]byte, 0, n)
	for len(s) > 0 {
		if len(parts) == n-1 {
			parts = append(parts, s)
			break
		}
		_, size := utf8.DecodeRune(s)
		parts = append(parts, s[:size:size])
		s = s[size:]
	}
	return parts
}

// Fields is the parts of s between runs of white space.
func Fields(s []byte) [][]byte { return FieldsFunc(s, unicode.IsSpace) }

// FieldsFunc is the parts of s between runs of runes for which f holds.
func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	fields := [][]byte{}
	for part := range FieldsFuncSeq(s, f) {
		fields = append(fields, part)
	}
	return fields
}

// FieldsSeq is Fields one by one.
func FieldsSeq(s []byte) iter.Seq[[]byte] { return FieldsFuncSeq(s, unicode.IsSpace) }

// FieldsFuncSeq is FieldsFunc one by one.
func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		start := -1
		for i, r := range view(s) {
			switch in := !f(r); {
			case in && start < 0:
				start = i
			case !in && start >= 0:
				if !yield(s[start:i:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(s[start:len(s):len(s)])
		}
	}
}

// Lines is the lines of s, each with its newline.
func Lines(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for s := s; len(s) > 0; {
			end := IndexByte(s, '\n') + 1
			if end == 0 {
				end = len(s)
			}
			if !yield(s[:end:end]) {
				return
			}
			s = s[end:]
		}
	}
}

// SplitSeq is Split one by one.
func SplitSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, 0) }

// SplitAfterSeq is SplitAfter one by one.
func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, len(sep)) }

func splitSeq(s, sep []byte, keep int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		s := s
		if len(sep) == 0 {
			for len(s) > 0 {
				_, size := utf8.DecodeRune(s)
				if !yield(s[:size:size]) {
					return
				}
				s = s[size:]
			}
			return
		}
		for {
			i := Index(s, sep)
			if i < 0 {
				yield(s[:len(s):len(s)])
				return
			}
			if !yield(s[: i+keep : i+keep]) {
				return
			}
			s = s[i+len(sep):]
		}
	}
}

// Join is the parts with sep between them, in new memory.
func Join(s [][]byte, sep []byte) []byte {
	switch len(s) {
	case 0:
		return []byte{}
	case 1:
		return append([]byte(nil), s[0]...)
	}
	n := len(sep) * (len(s) - 1)
	for _, part := range s {
		n += len(part)
	}
	out := make([]byte, 0, n)
	for i, part := range s {
		if i > 0 {
			out = append(out, sep...)
		}
		out = append(out, part...)
	}
	return out
}
