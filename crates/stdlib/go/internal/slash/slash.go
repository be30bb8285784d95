// Package slash is what os and io/fs need of strings. With package strings
// itself, and the tables of package unicode behind it, every program would
// carry what few look at.
package slash

import "internal/rt"

// Contains reports whether b is in s.
func Contains(s string, b byte) bool { return rt.IndexByte(s, b) >= 0 }

// Last is the last index of b in s, or -1.
func Last(s string, b byte) int {
	i := len(s) - 1
	for i >= 0 && s[i] != b {
		i--
	}
	return i
}

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix
}

// Trim is s without slashes at its end.
func Trim(s string) string {
	for HasSuffix(s, "/") {
		s = s[:len(s)-1]
	}
	return s
}

// Cut is what stands before and after the first slash of s.
func Cut(s string) (before, after string, found bool) {
	if i := rt.IndexByte(s, '/'); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

// Join puts slashes between names.
func Join(names []string) string {
	out := ""
	for i, name := range names {
		if i > 0 {
			out += "/"
		}
		out += name
	}
	return out
}
