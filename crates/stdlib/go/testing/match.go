// Which tests are asked for: regular expressions, of which package regexp would be far more than
// names of tests need. Matching goes back and tries again; there are no captures, no classes by name
// and no flags but (?i).

package testing

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An expr matches s from at on, and asks next whether the rest matches from where it ends.
type expr func(s string, at int, next func(int) bool) bool

// A filter is an alternative of a pattern: an expression for each part of a name.
type filter []expr

// filters reads the pattern of a flag. Slashes and bars that are not in brackets divide it.
func filters(flag, pattern string) (list []filter) {
	fold := false
	for one := range strings.SplitSeq(divided(pattern, '|'), "\x00") {
		var f filter
		for i, part := range strings.Split(divided(one, '/'), "\x00") {
			p := reader{text: rewrite(part), fold: fold}
			e := p.alternatives()
			if p.err == "" && p.text != "" {
				p.err = "unexpected ): `" + rewrite(part) + "`"
			}
			if p.err != "" {
				fmt.Fprintf(os.Stderr, "testing: invalid regexp for element %d of -test.%s (%q): error parsing regexp: %s\n", i, flag, rewrite(part), p.err)
				os.Exit(1)
			}
			f = append(f, e)
		}
		list = append(list, f)
	}
	return
}

// divided puts NUL where a byte stands outside of brackets.
func divided(pattern string, at byte) string {
	out := []byte(pattern)
	square, round := 0, 0
	for i := 0; i < len(out); i++ {
		switch c := out[i]; {
		case c == '[':
			square++
		case c == ']':
			square = max(square-1, 0)
		case c == '(' && square == 0:
			round++
		case c == ')' && square == 0:
			round--
		case c == '\\':
			i++
		case c == at && square == 0 && round == 0:
			out[i] = 0
		}
	}
	return string(out)
}

// matches reports whether one of the alternatives fits a name, as far as the name goes, and
// whether that is not all of it.
func matches(list []filter, name string) (ok, partly bool) {
	parts := strings.Split(name, "/")
	for _, f := range list {
		ok = true
		for i := 0; i < min(len(f), len(parts)) && ok; i++ {
			ok = f[i].within(parts[i])
		}
		if ok {
			return true, len(parts) < len(f)
		}
	}
	return
}

// wanted reports whether a name is asked for, and not to be skipped.
func wanted(list []filter, name string) bool {
	if ok, _ := matches(list, name); !ok && list != nil {
		return false
	}
	skipped, partly := matches(flags.skip, name)
	return !skipped || partly
}

func (e expr) within(s string) bool {
	for at := range len(s) + 1 {
		if e(s, at, func(int) bool { return true }) {
			return true
		}
	}
	return false
}

// reader takes an expression off the front of a text.
type reader struct {
	text string
	fold bool
	err  string
}

func (p *reader) take(prefix string) (ok bool) {
	p.text, ok = strings.CutPrefix(p.text, prefix)
	return
}

func (p *reader) alternatives() expr {
	e := p.sequence()
	for p.take("|") {
		a, b := e, p.sequence()
		e = func(s string, at int, next func(int) bool) bool { return a(s, at, next) || b(s, at, next) }
	}
	return e
}

func (p *reader) sequence() expr {
	e := expr(func(_ string, at int, next func(int) bool) bool { return next(at) })
	for p.text != "" && p.text[0] != '|' && p.text[0] != ')' && p.err == "" {
		a, b := e, p.repeated()
		e = func(s string, at int, next func(int) bool) bool {
			return a(s, at, func(at int) bool { return b(s, at, next) })
		}
	}
	return e
}

func (p *reader) repeated() expr {
	if strings.IndexByte("*+?", p.text[0]) >= 0 {
		p.err = "missing argument to repetition operator: `" + p.text[:1] + "`"
		return nil
	}
	e := p.single()
	if p.text == "" || p.err != "" {
		return e
	}
	least, most, whole := 0, -1, p.text
	switch p.text[0] {
	case '*':
	case '+':
		least = 1
	case '?':
		most = 1
	case '{':
		end := strings.IndexByte(p.text, '}')
		low, high, two := strings.Cut(p.text[1:max(end, 1)], ",")
		n, err := strconv.Atoi(low)
		m := n
		if two {
			m = -1
			if high != "" && err == nil {
				m, err = strconv.Atoi(high)
			}
		}
		if err != nil {
			return e // a plain brace
		}
		least, most = n, m
		p.text = p.text[end:]
	default:
		return e
	}
	p.text = p.text[1:]
	p.take("?") // which of several ways it matches, nobody asks
	if p.text != "" && strings.IndexByte("*+?", p.text[0]) >= 0 {
		p.err = "invalid nested repetition operator: `" + whole[:len(whole)-len(p.text)+1] + "`"
	}
	return times(e, least, most)
}

// times is e between least and most times; most -1 is without end.
func times(e expr, least, most int) expr {
	var again func(s string, at, done int, next func(int) bool) bool
	again = func(s string, at, done int, next func(int) bool) bool {
		more := func(to int) bool { return (to > at || done < least) && again(s, to, done+1, next) }
		return done != most && e(s, at, more) || done >= least && next(at)
	}
	return func(s string, at int, next func(int) bool) bool { return again(s, at, 0, next) }
}

// single reads what a repetition would repeat.
func (p *reader) single() expr {
	whole := p.text
	switch {
	case p.take("(?i)"):
		p.fold = true
		return func(_ string, at int, next func(int) bool) bool { return next(at) }
	case p.take("("):
		p.take("?:")
		e := p.alternatives()
		if !p.take(")") && p.err == "" {
			p.err = "missing closing ): `" + whole + "`"
		}
		return e
	case p.take("^"):
		return func(_ string, at int, next func(int) bool) bool { return at == 0 && next(at) }
	case p.take("$"):
		return func(s string, at int, next func(int) bool) bool { return at == len(s) && next(at) }
	case p.take(`\b`):
		return func(s string, at int, next func(int) bool) bool {
			before := at > 0 && word(rune(s[at-1]))
			return before != (at < len(s) && word(rune(s[at]))) && next(at)
		}
	case p.take("."):
		return one(func(rune) bool { return true })
	case p.take("["):
		not := p.take("^")
		var sets []func(rune) bool
		for len(sets) == 0 || !p.take("]") {
			if p.text == "" {
				p.err = "missing closing ]: `" + whole + "`"
				return nil
			}
			low, set := p.char()
			high := low
			if len(p.text) > 1 && p.text[0] == '-' && p.text[1] != ']' && set == nil {
				p.text = p.text[1:]
				high, _ = p.char()
			}
			if set == nil {
				set = p.between(low, high)
			}
			sets = append(sets, set)
		}
		return one(func(c rune) bool {
			for _, set := range sets {
				if set(c) {
					return !not
				}
			}
			return not
		})
	}
	c, set := p.char()
	if set == nil {
		set = p.between(c, c)
	}
	return one(set)
}

// between is the set of characters from low to high.
func (p *reader) between(low, high rune) func(rune) bool {
	if !p.fold {
		return func(c rune) bool { return low <= c && c <= high }
	}
	return func(c rune) bool {
		for _, c := range strings.ToLower(string(c)) + strings.ToUpper(string(c)) {
			if low <= c && c <= high {
				return true
			}
		}
		return false
	}
}

// char reads a character, or the set that an escape names.
func (p *reader) char() (rune, func(rune) bool) {
	c, n := utf8.DecodeRuneInString(p.text)
	p.text = p.text[n:]
	if c != '\\' {
		return c, nil
	}
	c, n = utf8.DecodeRuneInString(p.text)
	p.text = p.text[n:]
	var set func(rune) bool
	switch c | 0x20 {
	case 'd':
		set = digit
	case 'w':
		set = word
	case 's':
		set = func(c rune) bool { return strings.ContainsRune("\t\n\f\r ", c) }
	}
	switch {
	case n == 0:
		p.err = "trailing backslash at end of expression: ``"
	case set == nil:
	case c < 'a':
		return 0, func(c rune) bool { return !set(c) }
	default:
		return 0, set
	}
	return c, nil
}

// one is any one character of a set.
func one(set func(rune) bool) expr {
	return func(s string, at int, next func(int) bool) bool {
		c, n := utf8.DecodeRuneInString(s[at:])
		return n > 0 && set(c) && next(at+n)
	}
}

func digit(c rune) bool { return '0' <= c && c <= '9' }

func word(c rune) bool { return c == '_' || digit(c) || 'a' <= c|0x20 && c|0x20 <= 'z' }
