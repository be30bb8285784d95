// Scanning by a format.

package fmt

import "unicode/utf8"

func (s *ss) scanf(format string, a []any) (n int, err error) {
	defer guard(&err)
	for i := 0; i < len(format); {
		used, ok := s.literal(format[i:])
		if used > 0 {
			i += used
			continue
		}
		if format[i] != '%' {
			if !ok {
				s.failText("input does not match format")
			}
			break
		}
		d := directives{format: format, pos: i + 1}
		width, hasWidth := d.number()
		i = d.pos
		if !hasWidth {
			width = noLimit
		}
		s.width = width
		if !hasWidth {
			s.width = 0
		}
		verb, size := utf8.DecodeRuneInString(format[i:])
		i += size
		if verb != 'c' {
			s.SkipSpace()
		}
		if verb == '%' {
			s.SkipSpace()
			s.notEOF()
			if !s.skip("%") {
				s.failText("missing literal %")
			}
			continue
		}
		if n >= len(a) {
			s.failText("too few operands for format '%" + format[i-size:] + "'")
		}
		s.limit = min(noLimit, s.count+width)
		s.one(verb, a[n])
		n++
		s.limit = noLimit
	}
	if n < len(a) {
		s.failText("too many operands")
	}
	return n, nil
}

// literal matches the part of a format before its first directive with the
// input, and says how much of the format that is. ok is false if some rune
// does not match; then used is 0.
func (s *ss) literal(format string) (used int, ok bool) {
	i := 0
	for i < len(format) {
		r, size := utf8.DecodeRuneInString(format[i:])
		if isSpace(r) {
			i += s.spaces(format[i:])
			continue
		}
		if r == '%' {
			if i+size == len(format) {
				s.failText("missing verb: % at end of format string")
			}
			if format[i+size] != '%' {
				return i, true
			}
			i += size // the first of two
		}
		if s.must() != r {
			s.UnreadRune()
			return 0, false
		}
		i += size
	}
	return i, true
}

// spaces matches the white space at the start of format with the input, and
// says how much of the format that is. Newlines must match newlines; other
// space matches any space, some if it is alone, but no newline.
func (s *ss) spaces(format string) (used int) {
	newlines, trailing := 0, false
	for used < len(format) {
		r, size := utf8.DecodeRuneInString(format[used:])
		if !isSpace(r) {
			break
		}
		trailing = r != '\n'
		if !trailing {
			newlines++
		}
		used += size
	}
	for range newlines {
		if r := s.afterBlanks(s.next()); r != '\n' && r != eof {
			s.failText("newline in format does not match input")
		}
	}
	if trailing {
		r := s.next()
		if newlines == 0 {
			if !isSpace(r) && r != eof {
				s.failText("expected space in input to match format")
			}
			if r == '\n' {
				s.failText("newline in input does not match format")
			}
		}
		if s.afterBlanks(r) != eof {
			s.UnreadRune()
		}
	}
	return used
}

// afterBlanks is the first rune from r on that is not space, or is a newline.
func (s *ss) afterBlanks(r rune) rune {
	for isSpace(r) && r != '\n' {
		r = s.next()
	}
	return r
}
