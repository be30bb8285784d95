// Format strings.

package fmt

import (
	"internal/rt"
	"strconv"
	"unicode/utf8"
)

// directives is where Printf stands in its format and in its operands.
type directives struct {
	format string
	pos    int
	args   []any
	next   int // the next operand
	// whether an operand was picked by index: then none is called extra
	reordered bool
	badIndex  bool // in this directive
}

func (p *pp) printf(format string, a []any) {
	d := directives{format: format, args: a}
	pos, next := 0, 0
	for {
		// Text up to the next directive.
		rest := format[pos:]
		n := rt.IndexByte(rest, '%')
		if n < 0 {
			p.buf = append(p.buf, rest...)
			break
		}
		if n > 0 {
			p.buf = append(p.buf, rest[:n]...)
		}
		pos += n + 1
		p.flags = 0
		// The plainest directives, most of all of the plainest values.
		if n+1 < len(rest) && next < len(a) {
			if c := rest[n+1]; c == 'd' || c == 's' || c == 'v' {
				pos++
				arg := a[next]
				next++
				switch v := arg.(type) {
				case string:
					if c != 'd' {
						p.buf = append(p.buf, v...)
						continue
					}
				case int:
					if c != 's' {
						p.buf = strconv.AppendInt(p.buf, int64(v), 10)
						continue
					}
				}
				p.width, p.prec = 0, 0
				p.printArg(arg, rune(c))
				continue
			}
		}
		p.width, p.prec = 0, 0
		d.pos, d.next = pos, next
		p.directive(&d)
		pos, next = d.pos, d.next
	}
	d.next = next
	if !d.reordered && d.next < len(a) {
		p.flags, p.width, p.prec = 0, 0, 0
		p.buf = append(p.buf, "%!(EXTRA "...)
		for i, arg := range a[d.next:] {
			if i > 0 {
				p.buf = append(p.buf, ", "...)
			}
			if arg == nil {
				p.buf = append(p.buf, "<nil>"...)
				continue
			}
			p.buf = append(p.buf, rt.TypeOf(arg).Str...)
			p.buf = append(p.buf, '=')
			p.printArg(arg, 'v')
		}
		p.buf = append(p.buf, ')')
	}
}

// directive prints one directive; d.pos is after its percent sign.
func (p *pp) directive(d *directives) {
	d.badIndex = false
	d.flags(p)

	indexed := d.index()
	if d.take('*') {
		n, ok := d.starArg()
		if !ok {
			p.buf = append(p.buf, "%!(BADWIDTH)"...)
		} else {
			p.flags |= hasWidth
			if n < 0 {
				n = -n
				p.flags = p.flags&^zero | minus
			}
			p.width = n
		}
		indexed = false
	} else if n, ok := d.number(); ok {
		p.width = n
		p.flags |= hasWidth
		if indexed { // "%[3]2d"
			d.badIndex = true
		}
	}

	// A point at the very end is a verb.
	if d.pos+1 < len(d.format) && d.take('.') {
		if indexed { // "%[3].2d"
			d.badIndex = true
		}
		indexed = d.index()
		if d.take('*') {
			n, ok := d.starArg()
			if !ok || n < 0 {
				p.buf = append(p.buf, "%!(BADPREC)"...)
			} else {
				p.prec = n
				p.flags |= hasPrec
			}
			indexed = false
		} else {
			p.prec, _ = d.number()
			p.flags |= hasPrec
		}
	}
	if !indexed {
		d.index()
	}

	if d.pos >= len(d.format) {
		p.buf = append(p.buf, "%!(NOVERB)"...)
		return
	}
	verb, size := rune(d.format[d.pos]), 1
	if verb >= utf8.RuneSelf {
		verb, size = utf8.DecodeRuneInString(d.format[d.pos:])
	}
	d.pos += size
	switch {
	case verb == '%':
		p.buf = append(p.buf, '%')
	case d.badIndex:
		p.complain(verb, "BADINDEX")
	case d.next >= len(d.args):
		p.complain(verb, "MISSING")
	default:
		if verb == 'v' || verb == 'w' {
			if verb == 'w' {
				p.wrapped = append(p.wrapped, d.next)
			}
			// With %v these two mean more, and do not hold for parts.
			if p.flags&sharp != 0 {
				p.flags = p.flags&^sharp | sharpV
			}
			if p.flags&plus != 0 {
				p.flags = p.flags&^plus | plusV
			}
		}
		p.printArg(d.args[d.next], verb)
		d.next++
	}
}

// complain writes what is wrong with a directive in place of its value.
func (p *pp) complain(verb rune, what string) {
	p.buf = append(p.buf, "%!"...)
	p.buf = utf8.AppendRune(p.buf, verb)
	p.buf = append(p.buf, '(')
	p.buf = append(p.buf, what...)
	p.buf = append(p.buf, ')')
}

// flags reads the flags of a directive.
func (d *directives) flags(p *pp) {
	for d.pos < len(d.format) {
		switch d.format[d.pos] {
		case '-':
			p.flags |= minus
		case '+':
			p.flags |= plus
		case '#':
			p.flags |= sharp
		case ' ':
			p.flags |= space
		case '0':
			p.flags |= zero
		default:
			return
		}
		d.pos++
	}
}

// take skips c if it is next.
func (d *directives) take(c byte) bool {
	if d.pos < len(d.format) && d.format[d.pos] == c {
		d.pos++
		return true
	}
	return false
}

// mostWidth is the largest width and precision, and operand number.
const mostWidth = 1e6

// number reads a decimal number. One that is too large takes the rest of the
// format with it.
func (d *directives) number() (n int, ok bool) {
	for d.pos < len(d.format) {
		c := d.format[d.pos] - '0'
		if c > 9 {
			break
		}
		if n > mostWidth {
			d.pos = len(d.format)
			return 0, false
		}
		n = n*10 + int(c)
		ok = true
		d.pos++
	}
	return n, ok
}

// index reads "[n]" and goes to operand n. It reports whether there was one.
func (d *directives) index() bool {
	if d.pos >= len(d.format) || d.format[d.pos] != '[' {
		return false
	}
	d.reordered = true
	end := rt.IndexByte(d.format[d.pos:], ']')
	if end < 0 || len(d.format)-d.pos < len("[n]") {
		d.pos++
		d.badIndex = true
		return false
	}
	end += d.pos
	inside := directives{format: d.format[:end], pos: d.pos + 1}
	d.pos = end + 1
	n, ok := inside.number()
	ok = ok && inside.pos == end
	if !ok || n < 1 || n > len(d.args) {
		d.badIndex = true
		return ok
	}
	d.next = n - 1
	return true
}

// starArg is the next operand, which must be an integer within limits.
func (d *directives) starArg() (n int, ok bool) {
	if d.next >= len(d.args) {
		return 0, false
	}
	arg := d.args[d.next]
	d.next++
	n, ok = arg.(int)
	if !ok {
		e := rt.Unpack(arg)
		if e.Typ == nil {
			return 0, false
		}
		switch k := e.Typ.Kind; {
		case k.IsSigned():
			n, ok = int(rt.LoadInt(k, e.Data)), true
		case k.IsUnsigned():
			u := rt.LoadUint(k, e.Data)
			n, ok = int(u), u <= mostWidth
		}
	}
	if !ok || n > mostWidth || n < -mostWidth {
		return 0, false
	}
	return n, true
}
