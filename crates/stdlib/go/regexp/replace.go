// Replacing matches.

package regexp

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// replace appends src with each match replaced by what put appends.
func (re *Regexp) replace(src string, groups int, put func(out []byte, m []int) []byte) (out []byte, changed bool) {
	last := 0
	for pos := 0; pos <= len(src); {
		m := re.find(text{s: src}, pos, 2*groups)
		if m == nil {
			break
		}
		out = append(out, src[last:m[0]]...)
		if m[1] > last || m[0] == 0 {
			out = put(out, m)
		}
		last = m[1]
		changed = true
		_, w := utf8.DecodeRuneInString(src[pos:])
		pos = max(m[1], pos+max(w, 1))
	}
	return append(out, src[last:]...), changed
}

func (re *Regexp) groupsFor(repl string) int {
	if strings.Contains(repl, "$") {
		return len(re.names)
	}
	return 1
}

func (re *Regexp) replaceString(src string, groups int, put func([]byte, []int) []byte) string {
	out, changed := re.replace(src, groups, put)
	if !changed {
		return src
	}
	return string(out)
}

func (re *Regexp) replaceBytes(src []byte, groups int, put func([]byte, []int) []byte) []byte {
	out, _ := re.replace(view(src), groups, put)
	return out
}

// ReplaceAllString replaces matches by repl, in which $1 or ${name} stand for groups.
func (re *Regexp) ReplaceAllString(src, repl string) string {
	return re.replaceString(src, re.groupsFor(repl), func(out []byte, m []int) []byte {
		return re.expand(out, repl, src, m)
	})
}

// ReplaceAllLiteralString replaces matches by repl as it is.
func (re *Regexp) ReplaceAllLiteralString(src, repl string) string {
	return re.replaceString(src, 1, func(out []byte, m []int) []byte { return append(out, repl...) })
}

// ReplaceAllStringFunc replaces matches by what repl makes of them.
func (re *Regexp) ReplaceAllStringFunc(src string, repl func(string) string) string {
	return re.replaceString(src, 1, func(out []byte, m []int) []byte {
		return append(out, repl(src[m[0]:m[1]])...)
	})
}

// ReplaceAll replaces matches by repl, in which $1 or ${name} stand for groups.
func (re *Regexp) ReplaceAll(src, repl []byte) []byte {
	template := string(repl)
	return re.replaceBytes(src, re.groupsFor(template), func(out []byte, m []int) []byte {
		return re.expand(out, template, view(src), m)
	})
}

// ReplaceAllLiteral replaces matches by repl as it is.
func (re *Regexp) ReplaceAllLiteral(src, repl []byte) []byte {
	return re.replaceBytes(src, 1, func(out []byte, m []int) []byte { return append(out, repl...) })
}

// ReplaceAllFunc replaces matches by what repl makes of them.
func (re *Regexp) ReplaceAllFunc(src []byte, repl func([]byte) []byte) []byte {
	return re.replaceBytes(src, 1, func(out []byte, m []int) []byte {
		return append(out, repl(src[m[0]:m[1]])...)
	})
}

// Expand appends template, in which $1 or ${name} stand for the groups of a match of src.
func (re *Regexp) Expand(dst []byte, template []byte, src []byte, match []int) []byte {
	return re.expand(dst, string(template), view(src), match)
}

// ExpandString is Expand for strings.
func (re *Regexp) ExpandString(dst []byte, template string, src string, match []int) []byte {
	return re.expand(dst, template, src, match)
}

func (re *Regexp) expand(out []byte, template, src string, m []int) []byte {
	for {
		plain, rest, ok := strings.Cut(template, "$")
		out = append(out, plain...)
		if !ok {
			return out
		}
		if after, ok := strings.CutPrefix(rest, "$"); ok {
			out = append(out, '$')
			template = after
			continue
		}
		name, rest, ok := reference(rest)
		template = rest
		if !ok {
			out = append(out, '$')
			continue
		}
		if i, ok := number(name); ok {
			out = append(out, cutString(src, m, i)...)
			continue
		}
		for i, n := range re.names {
			if n == name && 2*i+1 < len(m) && m[2*i] >= 0 {
				out = append(out, cutString(src, m, i)...)
				break
			}
		}
	}
}

func number(name string) (int, bool) {
	if strings.Trim(name, decimal) != "" || len(name) > 1 && name[0] == '0' {
		return 0, false
	}
	i, err := strconv.Atoi(name)
	return i, err == nil && i < 1e8
}

// reference reads the name of a group, which braces may surround.
func reference(s string) (name, rest string, ok bool) {
	s, braced := strings.CutPrefix(s, "{")
	end := strings.IndexFunc(s, func(c rune) bool {
		return c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c)
	})
	if end < 0 {
		end = len(s)
	}
	name, after := s[:end], s[end:]
	if braced {
		if after, ok = strings.CutPrefix(after, "}"); !ok {
			return "", "{" + s, false
		}
	}
	if name == "" {
		if braced {
			s = "{" + s
		}
		return "", s, false
	}
	return name, after, true
}
