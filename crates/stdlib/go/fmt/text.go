// Strings and byte slices.

package fmt

import (
	"strconv"
	"unicode/utf8"
)

// string prints a string.
func (p *pp) string(s string, verb rune) {
	switch verb {
	case 'v':
		if p.flags&sharpV != 0 {
			p.quoted(s)
		} else {
			p.padded(p.cut(s))
		}
	case 's':
		if p.flags == 0 {
			p.buf = append(p.buf, s...)
			return
		}
		p.padded(p.cut(s))
	case 'x':
		p.hex(s, lowerDigits)
	case 'X':
		p.hex(s, upperDigits)
	case 'q':
		p.quoted(s)
	default:
		p.badVerb(verb)
	}
}

// cut is as many runes of s as the precision allows.
func (p *pp) cut(s string) string {
	if p.flags&hasPrec == 0 {
		return s
	}
	left := p.prec
	for i := range s {
		if left == 0 {
			return s[:i]
		}
		left--
	}
	return s
}

func (p *pp) quoted(s string) {
	s = p.cut(s)
	if p.flags&sharp != 0 && strconv.CanBackquote(s) {
		p.padded("`" + s + "`")
		return
	}
	start := len(p.buf)
	if p.flags&plus != 0 {
		p.buf = strconv.AppendQuoteToASCII(p.buf, s)
	} else {
		p.buf = strconv.AppendQuote(p.buf, s)
	}
	p.paddedFrom(start)
}

// hex prints the bytes of s, two digits each.
func (p *pp) hex(s string, digits string) {
	if p.flags&hasPrec != 0 && p.prec < len(s) {
		s = s[:p.prec]
	}
	start := len(p.buf)
	for i := 0; i < len(s); i++ {
		if i > 0 && p.flags&space != 0 {
			p.buf = append(p.buf, ' ')
		}
		if p.flags&sharp != 0 && (i == 0 || p.flags&space != 0) {
			p.buf = append(p.buf, '0', digits[16])
		}
		p.buf = append(p.buf, digits[s[i]>>4], digits[s[i]&15])
	}
	p.paddedFrom(start)
}

// bytes prints a byte slice of the type called typ.
func (p *pp) bytes(b []byte, verb rune, typ string) {
	switch verb {
	case 'v', 'd':
		if p.flags&sharpV != 0 {
			p.buf = append(p.buf, typ...)
			if b == nil {
				p.buf = append(p.buf, "(nil)"...)
				return
			}
			p.buf = append(p.buf, '{')
			for i, c := range b {
				if i > 0 {
					p.buf = append(p.buf, ", "...)
				}
				p.hex0x(uint64(c), true)
			}
			p.buf = append(p.buf, '}')
			return
		}
		p.buf = append(p.buf, '[')
		for i, c := range b {
			if i > 0 {
				p.buf = append(p.buf, ' ')
			}
			p.uint(uint64(c), verb)
		}
		p.buf = append(p.buf, ']')
	default:
		p.string(string(b), verb)
	}
}

// badVerb says that verb is not for the operand at hand.
func (p *pp) badVerb(verb rune) {
	p.erroring = true
	p.buf = append(p.buf, "%!"...)
	p.buf = utf8.AppendRune(p.buf, verb)
	p.buf = append(p.buf, '(')
	switch {
	case p.arg != nil:
		p.typeName(p.arg)
		p.buf = append(p.buf, '=')
		p.printArg(p.arg, 'v')
	case p.val.Typ != nil:
		v := p.val
		p.buf = append(p.buf, v.Typ.Str...)
		p.buf = append(p.buf, '=')
		p.value(v.Typ, v.Data, 'v', 0, true)
	default:
		p.buf = append(p.buf, "<nil>"...)
	}
	p.buf = append(p.buf, ')')
	p.erroring = false
}
