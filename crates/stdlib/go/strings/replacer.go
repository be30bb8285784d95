// Replacer.

package strings

import "io"

// Replacer replaces several strings at once. It may be used by several
// goroutines.
type Replacer struct {
	// first[c] tells whether an old begins with c; empty tells whether one is
	// empty, and so found everywhere.
	first *[256]bool
	empty bool
	_     [2]int   // gc's is as large
	pairs []string // old, new, old, new ...
}

// NewReplacer makes a Replacer from pairs of old and new strings. Where several
// olds are found, the one that comes first in oldnew counts.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	r := &Replacer{pairs: append([]string(nil), oldnew...), first: new([256]bool)}
	for i := 0; i < len(oldnew); i += 2 {
		if oldnew[i] == "" {
			r.empty = true
		} else {
			r.first[oldnew[i][0]] = true
		}
	}
	return r
}

// match is the first old at the start of s, as the index of its pair.
func (r *Replacer) match(s string, afterEmpty bool) int {
	for i := 0; i < len(r.pairs); i += 2 {
		if old := r.pairs[i]; HasPrefix(s, old) && (old != "" || !afterEmpty) {
			return i
		}
	}
	return -1
}

// Replace is s with all replacements made.
func (r *Replacer) Replace(s string) string {
	var out []byte
	from := 0
	afterEmpty := false // the empty old was found here already
	for i := 0; i <= len(s); {
		if !r.empty && (i == len(s) || r.first == nil || !r.first[s[i]]) {
			i++
			continue
		}
		m := r.match(s[i:], afterEmpty)
		afterEmpty = m >= 0 && r.pairs[m] == ""
		if m < 0 {
			i++
			continue
		}
		if out == nil {
			out = make([]byte, 0, len(s)+len(s)/2)
		}
		out = append(out, s[from:i]...)
		out = append(out, r.pairs[m+1]...)
		i += len(r.pairs[m])
		from = i
	}
	if out == nil {
		return s
	}
	return asString(append(out, s[from:]...))
}

// WriteString writes Replace(s) to w.
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	return io.WriteString(w, r.Replace(s))
}
