// Regular expressions as trees.

package regexp

import (
	"strings"
	"unicode/utf8"
)

type kind uint8

const (
	kEmpty  kind = iota
	kClass       // one character of class
	kAssert      // the condition what
	kGroup       // subs[0], remembered as cap
	kCat         // all of subs
	kAlt         // one of subs
	kRepeat      // subs[0], min to max times; a max of -1 is none
)

type node struct {
	kind  kind
	class []rune // pairs of bounds, ascending
	what  assertion
	subs  []*node
	cap   int
	min   int
	max   int
	lazy  bool

	height int
	copies int // of what is deepest in counted repetitions
	size   int // about as many instructions
}

// What makes an expression too large to be compiled.
const (
	maxHeight = 1000
	maxCopies = 1000
	maxSize   = 128 << 20 / 40
	maxRunes  = 128 << 20 / 4 // in all classes
)

type flags uint8

const (
	foldCase flags = 1 << iota
	classNL        // negated classes have the newline
	dotNL          // so has the dot
	oneLine        // ^ and $ are the ends of the text
	lazy           // the other way around is greedy
	perl           // classes, escapes and groups of Perl and Unicode
)

// A syntaxError says what is wrong with a part of an expression.
type syntaxError struct{ code, expr string }

func (e *syntaxError) Error() string {
	return "error parsing regexp: " + e.code + ": `" + e.expr + "`"
}

const (
	errCharRange   = "invalid character class range"
	errEscape      = "invalid escape sequence"
	errName        = "invalid named capture"
	errPerlOp      = "invalid or unsupported Perl syntax"
	errRepeatOp    = "invalid nested repetition operator"
	errRepeatSize  = "invalid repeat count"
	errUTF8        = "invalid UTF-8"
	errBracket     = "missing closing ]"
	errParen       = "missing closing )"
	errArgument    = "missing argument to repetition operator"
	errBackslash   = "trailing backslash at end of expression"
	errUnexpected  = "unexpected )"
	errNesting     = "expression nests too deeply"
	errLarge       = "expression too large"
	alphanumeric   = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	octal, decimal = "01234567", "0123456789"
)

// A parser panics with a *syntaxError.
type parser struct {
	whole string
	rest  string
	flags flags
	names []string // of the groups; that of group 0 is empty
	runes int      // in all classes so far
}

func fail(code, expr string) { panic(&syntaxError{code, expr}) }

// upTo is what lies between from and what is left to read.
func (p *parser) upTo(from string) string { return from[:len(from)-len(p.rest)] }

func parse(expr string, f flags) (n *node, names []string, err error) {
	p := &parser{whole: expr, rest: expr, flags: f, names: []string{""}}
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *syntaxError:
			err = e
		default:
			panic(e)
		}
	}()
	n = p.alternatives()
	if p.rest != "" {
		fail(errUnexpected, p.whole)
	}
	return n, p.names, nil
}

// next reads a character.
func (p *parser) next() rune {
	c, size := utf8.DecodeRuneInString(p.rest)
	if c == utf8.RuneError && size == 1 {
		fail(errUTF8, p.rest)
	}
	p.rest = p.rest[size:]
	return c
}

func checkUTF8(s string) {
	(&parser{rest: s}).all()
}

func (p *parser) all() {
	for p.rest != "" {
		p.next()
	}
}

// accept reads s if it comes next.
func (p *parser) accept(s string) (ok bool) {
	p.rest, ok = strings.CutPrefix(p.rest, s)
	return ok
}

func (p *parser) made(n *node) *node {
	n.size++
	for _, s := range n.subs {
		n.height = max(n.height, s.height)
		n.copies = max(n.copies, s.copies)
		n.size += s.size
	}
	n.height++
	if n.kind == kRepeat && n.max != n.min {
		n.size += max(n.min, n.max, 1) - 1
	}
	if n.kind == kRepeat {
		n.size = max(n.min, n.max, 1) * n.size
	}
	if n.height > maxHeight {
		fail(errNesting, p.whole)
	}
	if n.size > maxSize {
		fail(errLarge, p.whole)
	}
	return n
}

func (p *parser) alternatives() *node {
	var all []*node
	for {
		n := p.sequence()
		if n.kind != kEmpty || len(all) == 0 || all[len(all)-1].kind != kEmpty {
			all = append(all, n)
		}
		if !p.accept("|") {
			break
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	return p.made(&node{kind: kAlt, subs: all})
}

func (p *parser) sequence() *node {
	var seq []*node
	lastRepeat := "" // where the repetition that has just been read begins
	for p.rest != "" && p.rest[0] != '|' && p.rest[0] != ')' {
		from := p.rest
		if lo, hi, ok := p.repetition(); ok {
			greedy := p.flags&lazy == 0
			if p.flags&perl != 0 {
				if p.accept("?") {
					greedy = !greedy
				}
				if lastRepeat != "" {
					fail(errRepeatOp, p.upTo(lastRepeat))
				}
			}
			if len(seq) == 0 {
				fail(errArgument, p.upTo(from))
			}
			sub := seq[len(seq)-1]
			n := p.made(&node{kind: kRepeat, subs: []*node{sub}, min: lo, max: hi, lazy: !greedy})
			if from[0] == '{' {
				n.copies = max(n.copies, 1) * max(lo, hi)
				if (lo >= 2 || hi >= 2) && n.copies > maxCopies {
					fail(errRepeatSize, p.upTo(from))
				}
			}
			seq[len(seq)-1] = n
			lastRepeat = from
			continue
		}
		lastRepeat = ""
		seq = p.atom(seq)
	}
	switch len(seq) {
	case 0:
		return p.made(&node{kind: kEmpty})
	case 1:
		return seq[0]
	}
	return p.made(&node{kind: kCat, subs: seq})
}

// repetition reads *, +, ? or {n,m}.
func (p *parser) repetition() (lo, hi int, ok bool) {
	switch p.rest[0] {
	case '*':
		lo, hi = 0, -1
	case '+':
		lo, hi = 1, -1
	case '?':
		lo, hi = 0, 1
	case '{':
		return p.counts()
	default:
		return 0, 0, false
	}
	p.rest = p.rest[1:]
	return lo, hi, true
}

func (p *parser) counts() (lo, hi int, ok bool) {
	from := p.rest
	p.rest = p.rest[1:]
	lo, ok = p.number()
	hi = lo
	if ok && p.accept(",") {
		hi = -1
		if p.rest != "" && p.rest[0] != '}' {
			if hi, ok = p.number(); hi < 0 {
				lo = -1
			}
		}
	}
	if !ok || !p.accept("}") {
		p.rest = from
		return 0, 0, false
	}
	if lo < 0 || lo > 1000 || hi > 1000 || hi >= 0 && lo > hi {
		fail(errRepeatSize, p.upTo(from))
	}
	return lo, hi, true
}

// number reads a number without leading zeros; one that is far too large is -1.
func (p *parser) number() (n int, ok bool) {
	rest := strings.TrimLeft(p.rest, decimal)
	text := p.rest[:len(p.rest)-len(rest)]
	if text == "" || text[0] == '0' && len(text) > 1 {
		return 0, false
	}
	p.rest = rest
	for _, c := range text {
		if n >= 1e8 {
			return -1, true
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

func (p *parser) assert(a assertion) *node { return p.made(&node{kind: kAssert, what: a}) }

func (p *parser) set(class []rune) *node {
	p.runes += len(class)
	if p.runes > maxRunes {
		fail(errLarge, p.whole)
	}
	return p.made(&node{kind: kClass, class: class})
}

func (p *parser) literal(c rune) *node {
	class := []rune{c, c}
	if p.flags&foldCase != 0 {
		class = tidy(folded(class))
	}
	return p.set(class)
}

// atom adds what comes next; flags add nothing.
func (p *parser) atom(seq []*node) []*node {
	switch p.rest[0] {
	case '(':
		if n := p.group(); n != nil {
			seq = append(seq, n)
		}
		return seq
	case '[':
		return append(seq, p.set(p.brackets()))
	case '\\':
		return p.backslash(seq)
	}
	multi := p.flags&oneLine == 0
	switch c := p.next(); c {
	case '^':
		if multi {
			return append(seq, p.assert(beginLine))
		}
		return append(seq, p.assert(beginText))
	case '$':
		if multi {
			return append(seq, p.assert(endLine))
		}
		return append(seq, p.assert(endText))
	case '.':
		if p.flags&dotNL != 0 {
			return append(seq, p.set(anyChar))
		}
		return append(seq, p.set(notNewline))
	default:
		return append(seq, p.literal(c))
	}
}

func (p *parser) group() *node {
	f := p.flags
	n := &node{kind: kGroup}
	if p.flags&perl != 0 && strings.HasPrefix(p.rest, "(?") {
		name, named, opens := p.options()
		if !opens {
			return nil
		}
		if named {
			n.cap = len(p.names)
			p.names = append(p.names, name)
		}
	} else {
		p.rest = p.rest[1:]
		n.cap = len(p.names)
		p.names = append(p.names, "")
	}
	sub := p.alternatives()
	if !p.accept(")") {
		fail(errParen, p.whole)
	}
	p.flags = f
	if n.cap == 0 {
		return sub
	}
	n.subs = []*node{sub}
	return p.made(n)
}

// options reads (?P<name>, (?flags: or (?flags), which opens no group.
func (p *parser) options() (name string, named, opens bool) {
	from := p.rest
	p.rest = p.rest[2:]
	if len(p.rest) > 2 && p.accept("P<") || len(p.rest) > 1 && p.accept("<") {
		name, rest, ok := strings.Cut(p.rest, ">")
		if !ok {
			checkUTF8(from)
			fail(errName, from)
		}
		checkUTF8(name)
		p.rest = rest
		if name == "" || strings.Trim(name, alphanumeric+"_") != "" {
			fail(errName, p.upTo(from))
		}
		return name, true, true
	}
	f := p.flags
	off, any := false, false
	for p.rest != "" {
		bit := flags(0)
		c := p.next()
		switch c {
		case 'i':
			bit = foldCase
		case 'm':
			bit = oneLine
		case 's':
			bit = dotNL
		case 'U':
			bit = lazy
		case '-':
			if off {
				fail(errPerlOp, p.upTo(from))
			}
			off, any = true, false
			continue
		case ':', ')':
			if off && !any {
				fail(errPerlOp, p.upTo(from))
			}
			if c == ')' {
				p.flags = f
				return "", false, false
			}
			p.flags = f
			return "", false, true
		default:
			fail(errPerlOp, p.upTo(from))
		}
		any = true
		// m takes a flag away.
		if off != (c == 'm') {
			f &^= bit
		} else {
			f |= bit
		}
	}
	fail(errPerlOp, p.upTo(from))
	return
}
