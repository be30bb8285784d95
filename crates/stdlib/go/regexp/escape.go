// What a backslash or a bracket begins.

package regexp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func (p *parser) backslash(seq []*node) []*node {
	if p.flags&perl != 0 {
		switch {
		case p.accept(`\A`):
			return append(seq, p.assert(beginText))
		case p.accept(`\z`):
			return append(seq, p.assert(endText))
		case p.accept(`\b`):
			return append(seq, p.assert(wordEdge))
		case p.accept(`\B`):
			return append(seq, p.assert(noWordEdge))
		case strings.HasPrefix(p.rest, `\C`):
			fail(errEscape, `\C`)
		case p.accept(`\Q`):
			text, rest, _ := strings.Cut(p.rest, `\E`)
			for p.rest = text; p.rest != ""; {
				seq = append(seq, p.literal(p.next()))
			}
			p.rest = rest
			return seq
		}
	}
	if class, ok := p.escapedClass(nil); ok {
		return append(seq, p.set(tidy(class)))
	}
	return append(seq, p.literal(p.escape()))
}

// escapedClass adds a class like \d or \pL if one comes next.
func (p *parser) escapedClass(class []rune) ([]rune, bool) {
	if p.flags&perl == 0 || len(p.rest) < 2 || p.rest[0] != '\\' {
		return class, false
	}
	c := p.rest[1]
	if c|0x20 == 'p' {
		return append(class, p.unicodeClass()...), true
	}
	bounds, ok := perlClasses[c|0x20]
	if !ok {
		return class, false
	}
	p.rest = p.rest[2:]
	return append(class, p.listed(bounds, c&0x20 == 0)...), true
}

// listed is a class from a list, folded and turned around as asked for.
func (p *parser) listed(bounds string, negate bool) []rune {
	class := []rune(bounds)
	if p.flags&foldCase != 0 {
		class = folded(class)
	}
	class = tidy(class)
	if negate {
		class = negated(class)
	}
	return class
}

func (p *parser) unicodeClass() []rune {
	from := p.rest
	negate := p.rest[1] == 'P'
	p.rest = p.rest[2:]
	name := ""
	if c := p.next(); c != '{' {
		name = p.upTo(from)[2:]
	} else {
		var rest string
		var ok bool
		if name, rest, ok = strings.Cut(p.rest, "}"); !ok {
			checkUTF8(from)
			fail(errCharRange, from)
		}
		p.rest = rest
		checkUTF8(name)
	}
	seq := p.upTo(from)
	if bare, ok := strings.CutPrefix(name, "^"); ok {
		name, negate = bare, !negate
	}
	class := unicodeNamed(name)
	if class == nil {
		fail(errCharRange, seq)
	}
	if p.flags&foldCase != 0 {
		class = tidy(folded(class))
	}
	if negate {
		class = negated(class)
	}
	return class
}

func (p *parser) brackets() []rune {
	whole := p.rest
	p.rest = p.rest[1:]
	negate := p.accept("^")
	var class []rune
	if negate && p.flags&classNL == 0 {
		class = append(class, '\n', '\n')
	}
	for first := true; first || p.rest == "" || p.rest[0] != ']'; first = false {
		if p.flags&perl == 0 && !first && len(p.rest) > 0 && p.rest[0] == '-' && (len(p.rest) == 1 || p.rest[1] != ']') {
			_, size := utf8.DecodeRuneInString(p.rest[1:])
			fail(errCharRange, p.rest[:1+size])
		}
		if name, rest, ok := strings.Cut(p.rest, ":]"); ok && strings.HasPrefix(name, "[:") {
			bare, negate := strings.CutPrefix(name[2:], "^")
			bounds, ok := posixClasses[bare]
			if !ok {
				fail(errCharRange, name+":]")
			}
			p.rest = rest
			class = append(class, p.listed(bounds, negate)...)
			continue
		}
		var ok bool
		if class, ok = p.escapedClass(class); ok {
			continue
		}
		from := p.rest
		lo := p.classChar(whole)
		hi := lo
		if len(p.rest) >= 2 && p.rest[0] == '-' && p.rest[1] != ']' {
			p.rest = p.rest[1:]
			if hi = p.classChar(whole); hi < lo {
				fail(errCharRange, p.upTo(from))
			}
		}
		one := []rune{lo, hi}
		if p.flags&foldCase != 0 {
			one = folded(one)
		}
		class = append(class, one...)
	}
	p.rest = p.rest[1:]
	class = tidy(class)
	if negate {
		class = negated(class)
	}
	return class
}

func (p *parser) classChar(whole string) rune {
	switch {
	case p.rest == "":
		fail(errBracket, whole)
	case p.rest[0] == '\\':
		return p.escape()
	}
	return p.next()
}

func (p *parser) escape() rune {
	from := p.rest
	p.rest = p.rest[1:]
	if p.rest == "" {
		fail(errBackslash, "")
	}
	c := p.next()
	digit := func(base rune) (rune, bool) {
		if p.rest == "" || !strings.Contains(octal, p.rest[:1]) {
			return 0, false
		}
		return base*8 + p.next() - '0', true
	}
	switch {
	case c >= '1' && c <= '7' && (p.rest == "" || !strings.Contains(octal, p.rest[:1])):
		// No back references.
	case c >= '0' && c <= '7':
		v := c - '0'
		for range 2 {
			w, ok := digit(v)
			if !ok {
				break
			}
			v = w
		}
		return v
	case c == 'x':
		if v, ok := p.hex(); ok {
			return v
		}
	case strings.ContainsRune("afnrtv", c):
		return rune("\a\f\n\r\t\v"[strings.IndexRune("afnrtv", c)])
	case c < utf8.RuneSelf && !strings.ContainsRune(alphanumeric, c):
		return c
	}
	fail(errEscape, p.upTo(from))
	return 0
}

func hexDigit(c rune) rune {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	}
	return -1
}

// hex reads two digits or {digits}.
func (p *parser) hex() (v rune, ok bool) {
	if p.rest == "" {
		return 0, false
	}
	c := p.next()
	if c != '{' {
		high := hexDigit(c)
		low := hexDigit(p.next())
		return high<<4 | low, high >= 0 && low >= 0
	}
	for n := 0; p.rest != ""; n++ {
		c := p.next()
		if c == '}' {
			return v, n > 0
		}
		d := hexDigit(c)
		v = v<<4 | d
		if d < 0 || v > unicode.MaxRune {
			break
		}
	}
	return 0, false
}
