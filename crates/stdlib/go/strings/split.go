// Strings to parts, and parts to strings.

package strings

import (
	"internal/rt"
	"iter"
	"unicode"
	"unicode/utf8"
)

// Split is the parts of s between seps; with an empty sep, its runes.
func Split(s, sep string) []string { return split(s, sep, 0, -1) }

// SplitN is Split into at most n parts, the last of which is the rest of s; a
// negative n means all.
func SplitN(s, sep string, n int) []string { return split(s, sep, 0, n) }

// SplitAfter is Split with each sep left at the end of its part.
func SplitAfter(s, sep string) []string { return split(s, sep, len(sep), -1) }

// SplitAfterN is SplitN with each sep left at the end of its part.
func SplitAfterN(s, sep string, n int) []string { return split(s, sep, len(sep), n) }

// split splits; keep bytes of each sep stay.
func split(s, sep string, keep, n int) []string {
	if n == 0 {
		return nil
	}
	if sep == "" {
		return explode(s, n)
	}
	if n < 0 {
		n = Count(s, sep) + 1
	}
	parts := make([]string, 0, min(n, len(s)+1))
	for len(parts) < n-1 {
		i := rt.IndexString(s, sep)
		if i < 0 {
			break
		}
		parts = append(parts, s[:i+keep])
		s = s[i+len(sep):]
	}
	return append(parts, s)
}

// explode is the first n-1 runes of s and the rest; all if n is negative.
func explode(s string, n int) []string {
	count := utf8.RuneCountInString(s)
	if n < 0 || n > count {
		n = count
	}
	parts := make([]string, 0, n)
	for s != "" {
		size := len(s)
		if len(parts) < n-1 {
			_, size = utf8.DecodeRuneInString(s)
		}
		parts = append(parts, s[:size])
		s = s[size:]
	}
	return parts
}

// Fields is the parts of s between runs of white space.
func Fields(s string) []string { return FieldsFunc(s, unicode.IsSpace) }

// FieldsFunc is the parts of s between runs of runes for which f holds.
func FieldsFunc(s string, f func(rune) bool) []string {
	fields := []string{}
	start := -1
	for i, r := range s {
		switch in := !f(r); {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			fields = append(fields, s[start:i])
			start = -1
		}
	}
	if start >= 0 {
		fields = append(fields, s[start:])
	}
	return fields
}

// Join is the elems with sep between them.
func Join(elems []string, sep string) string {
	switch len(elems) {
	case 0:
		return ""
	case 1:
		return elems[0]
	}
	n := len(sep) * (len(elems) - 1)
	for _, e := range elems {
		n += len(e)
	}
	out := make([]byte, 0, n)
	for i, e := range elems {
		if i > 0 {
			out = append(out, sep...)
		}
		out = append(out, e...)
	}
	return asString(out)
}

// Lines is the lines of s, each with its newline.
func Lines(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for s := s; s != ""; {
			end := rt.IndexByte(s, '\n') + 1
			if end == 0 {
				end = len(s)
			}
			if !yield(s[:end]) {
				return
			}
			s = s[end:]
		}
	}
}

// SplitSeq is Split one by one.
func SplitSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, 0) }

// SplitAfterSeq is SplitAfter one by one.
func SplitAfterSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, len(sep)) }

func splitSeq(s, sep string, keep int) iter.Seq[string] {
	return func(yield func(string) bool) {
		s := s
		if sep == "" {
			for s != "" {
				_, size := utf8.DecodeRuneInString(s)
				if !yield(s[:size]) {
					return
				}
				s = s[size:]
			}
			return
		}
		for {
			i := rt.IndexString(s, sep)
			if i < 0 {
				yield(s)
				return
			}
			if !yield(s[:i+keep]) {
				return
			}
			s = s[i+len(sep):]
		}
	}
}

// FieldsSeq is Fields one by one.
func FieldsSeq(s string) iter.Seq[string] { return FieldsFuncSeq(s, unicode.IsSpace) }

// FieldsFuncSeq is FieldsFunc one by one.
func FieldsFuncSeq(s string, f func(rune) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range s {
			switch in := !f(r); {
			case in && start < 0:
				start = i
			case !in && start >= 0:
				if !yield(s[start:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}
