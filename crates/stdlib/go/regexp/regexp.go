// Package regexp searches text for regular expressions, in time that grows with the length of the text
// only. What they mean is what they mean to RE2, but for \C.
package regexp

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Regexp is an expression ready for use, by several goroutines at once.
type Regexp struct {
	expr    string
	prog    *program
	names   []string
	longest bool
	start   string // what every match begins with
	whole   bool   // and nothing else
}

// Compile makes a Regexp, which prefers what a search that tries one way after the other would find
// first.
func Compile(expr string) (*Regexp, error) { return build(expr, classNL|oneLine|perl, false) }

// CompilePOSIX makes a Regexp of egrep's syntax, which prefers longer matches.
func CompilePOSIX(expr string) (*Regexp, error) { return build(expr, 0, true) }

func build(expr string, f flags, longest bool) (*Regexp, error) {
	n, names, err := parse(expr, f)
	if err != nil {
		return nil, err
	}
	re := &Regexp{expr: expr, prog: compile(n), names: names, longest: longest}
	re.start, re.whole = re.prog.prefix(n)
	return re, nil
}

func quote(s string) string {
	if strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// MustCompile is Compile that panics instead of failing.
func MustCompile(str string) *Regexp {
	re, err := Compile(str)
	if err != nil {
		panic("regexp: Compile(" + quote(str) + "): " + err.Error())
	}
	return re
}

// MustCompilePOSIX is CompilePOSIX that panics instead of failing.
func MustCompilePOSIX(str string) *Regexp {
	re, err := CompilePOSIX(str)
	if err != nil {
		panic("regexp: CompilePOSIX(" + quote(str) + "): " + err.Error())
	}
	return re
}

// Copy is re once more.
//
// Deprecated: one Regexp may be used by several goroutines.
func (re *Regexp) Copy() *Regexp {
	c := *re
	return &c
}

// Longest makes re prefer longer matches.
func (re *Regexp) Longest() { re.longest = true }

// String is the text of the expression.
func (re *Regexp) String() string { return re.expr }

// NumSubexp is the number of groups in parentheses.
func (re *Regexp) NumSubexp() int { return len(re.names) - 1 }

// SubexpNames are the names of the groups; the first stands for the whole and is empty.
func (re *Regexp) SubexpNames() []string { return re.names }

// SubexpIndex is the number of the first group with a name, or -1.
func (re *Regexp) SubexpIndex(name string) int {
	if name == "" {
		return -1
	}
	return slices.Index(re.names, name)
}

// LiteralPrefix is text that every match begins with, and whether that is all of the expression.
func (re *Regexp) LiteralPrefix() (prefix string, complete bool) { return re.start, re.whole }

// AppendText appends String.
func (re *Regexp) AppendText(b []byte) ([]byte, error) { return append(b, re.expr...), nil }

// MarshalText is String.
func (re *Regexp) MarshalText() ([]byte, error) { return re.AppendText(nil) }

// UnmarshalText is Compile.
func (re *Regexp) UnmarshalText(text []byte) error {
	made, err := Compile(string(text))
	if err != nil {
		return err
	}
	*re = *made
	return nil
}

// MatchString reports whether re matches somewhere in s.
func (re *Regexp) MatchString(s string) bool { return re.find(text{s: s}, 0, 0) != nil }

// Match reports whether re matches somewhere in b.
func (re *Regexp) Match(b []byte) bool { return re.MatchString(view(b)) }

// MatchReader reports whether re matches somewhere in what r gives.
func (re *Regexp) MatchReader(r io.RuneReader) bool { return re.find(text{reader: r}, 0, 0) != nil }

// MatchString reports whether an expression matches somewhere in s.
func MatchString(pattern string, s string) (matched bool, err error) {
	re, err := Compile(pattern)
	return err == nil && re.MatchString(s), err
}

// Match reports whether an expression matches somewhere in b.
func Match(pattern string, b []byte) (matched bool, err error) { return MatchString(pattern, view(b)) }

// MatchReader reports whether an expression matches somewhere in what r gives.
func MatchReader(pattern string, r io.RuneReader) (matched bool, err error) {
	re, err := Compile(pattern)
	return err == nil && re.MatchReader(r), err
}

const special = `\.+*?()|[]{}^$`

// QuoteMeta is an expression for the text s.
func QuoteMeta(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte(special, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// each calls f with the places of up to n matches; a negative n is no bound.
func (re *Regexp) each(s string, n int, f func([]int)) {
	if n < 0 {
		n = len(s) + 1
	}
	last := -1
	for pos := 0; n > 0 && pos <= len(s); {
		m := re.find(text{s: s}, pos, 2*len(re.names))
		if m == nil {
			break
		}
		// Nothing is found right behind a match only if it is something.
		found := true
		if m[1] == pos {
			found = m[0] != last
			_, w := utf8.DecodeRuneInString(s[pos:])
			pos += max(w, 1)
		} else {
			pos = m[1]
		}
		last = m[1]
		if found {
			f(m)
			n--
		}
	}
}

// Split is what lies between matches, in up to n pieces; a negative n is no bound.
func (re *Regexp) Split(s string, n int) []string {
	if n == 0 {
		return nil
	}
	if len(re.expr) > 0 && len(s) == 0 {
		return []string{""}
	}
	pieces := []string{}
	from, to := 0, 0
	re.each(s, n, func(m []int) {
		if n > 0 && len(pieces) == n-1 {
			return
		}
		to = m[0]
		if m[1] != 0 {
			pieces = append(pieces, s[from:to])
		}
		from = m[1]
	})
	if to != len(s) {
		pieces = append(pieces, s[from:])
	}
	return pieces
}
