// Match.

package path

import (
	"errors"
	"unicode/utf8"
)

// ErrBadPattern says that a pattern is malformed.
var ErrBadPattern = errors.New("syntax error in pattern")

// Match reports whether name matches the whole pattern, in which * stands for
// any runes but slashes, ? for one, [a-z] for one in the class, [^a-z] for one
// not in it, and \ before a rune for that rune.
func Match(pattern, name string) (matched bool, err error) {
	p := matcher{pattern: pattern}
	// Where to go on after a mismatch: after the last star, with the star
	// standing for one rune more.
	starAt, starName := -1, 0
	at, n := 0, 0
	for {
		if at < len(pattern) && pattern[at] == '*' {
			for at < len(pattern) && pattern[at] == '*' {
				at++
			}
			starAt, starName = at, n
			continue
		}
		if at == len(pattern) && n == len(name) {
			return true, nil
		}
		ok := false
		if at < len(pattern) {
			var size int
			ok, size, err = p.one(&at, name[n:])
			if err != nil {
				return false, err
			}
			n += size
		}
		if ok {
			continue
		}
		if starAt < 0 || starName >= len(name) || name[starName] == '/' {
			// No match; but what is left of the pattern must still be right.
			for at < len(pattern) {
				if pattern[at] == '*' {
					at++
				} else if _, _, err := p.one(&at, ""); err != nil {
					return false, err
				}
			}
			return false, nil
		}
		_, size := utf8.DecodeRuneInString(name[starName:])
		starName += size
		at, n = starAt, starName
	}
}

type matcher struct {
	pattern string
}

// one matches one part of the pattern, not a star, which begins at *at, with
// the start of name, and moves *at past it.
func (m *matcher) one(at *int, name string) (ok bool, size int, err error) {
	r := rune(-1)
	if name != "" {
		r, size = utf8.DecodeRuneInString(name)
	}
	switch m.pattern[*at] {
	case '?':
		*at++
		return r >= 0 && r != '/', size, nil
	case '[':
		*at++
		negated := *at < len(m.pattern) && m.pattern[*at] == '^'
		if negated {
			*at++
		}
		for ranges := 0; ; ranges++ {
			if *at < len(m.pattern) && m.pattern[*at] == ']' && ranges > 0 {
				*at++
				return r >= 0 && ok != negated, size, nil
			}
			lo, err := m.bound(at)
			if err != nil {
				return false, 0, err
			}
			hi := lo
			if m.pattern[*at] == '-' {
				*at++
				if hi, err = m.bound(at); err != nil {
					return false, 0, err
				}
			}
			ok = ok || lo <= r && r <= hi
		}
	case '\\':
		*at++
		if *at == len(m.pattern) {
			return false, 0, ErrBadPattern
		}
	}
	// Bytes, so that what is not UTF-8 matches itself.
	c := m.pattern[*at]
	*at++
	return name != "" && name[0] == c, 1, nil
}

// bound reads one end of a range in a class.
func (m *matcher) bound(at *int) (rune, error) {
	if *at == len(m.pattern) || m.pattern[*at] == '-' || m.pattern[*at] == ']' {
		return 0, ErrBadPattern
	}
	if m.pattern[*at] == '\\' {
		*at++
		if *at == len(m.pattern) {
			return 0, ErrBadPattern
		}
	}
	r, size := utf8.DecodeRuneInString(m.pattern[*at:])
	*at += size
	if r == utf8.RuneError && size == 1 || *at == len(m.pattern) {
		return 0, ErrBadPattern
	}
	return r, nil
}
