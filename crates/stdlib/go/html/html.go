// Package html writes and reads characters that HTML has names for.
package html

import (
	"internal/htmlnames"
	"strings"
	"sync"
	"unicode/utf8"
)

var escaper = strings.NewReplacer(`&`, "&amp;", `'`, "&#39;", `<`, "&lt;", `>`, "&gt;", `"`, "&#34;")

// EscapeString writes the five characters that mean something to HTML by name or number.
func EscapeString(s string) string { return escaper.Replace(s) }

// An entity is what a name stands for.
type entity struct {
	text string
	bare bool // without a semicolon too
}

var entities = sync.OnceValue(func() map[string]entity {
	m := map[string]entity{}
	for line := range strings.SplitSeq(strings.TrimSuffix(htmlnames.Names, "\n"), "\n") {
		i := strings.IndexAny(line, " !")
		m[line[:i]] = entity{line[i+1:], line[i] == '!'}
	}
	return m
})

// What browsers take the numbers 0x80 to 0x9f for.
const windows1252 = "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
	"\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178"

// UnescapeString reads names and numbers of characters.
func UnescapeString(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		text, n := one(s[i:])
		b.WriteString(text)
		s = s[i+n:]
	}
}

// one is what s, which begins with &, stands for, and how many bytes of it are meant.
func one(s string) (string, int) {
	if len(s) > 3 && s[1] == '#' {
		return number(s)
	}
	n := 1
	for n < len(s) && isAlnum(s[n]) {
		n++
	}
	name := s[1:n]
	e, ok := entities()[name]
	if n < len(s) && s[n] == ';' {
		if ok {
			return e.text, n + 1
		}
	} else if ok && e.bare {
		return e.text, n
	}
	// The longest name that something else follows: the longest of those has six letters.
	for k := min(len(name)-1, 6); k > 1; k-- {
		if e, ok := entities()[name[:k]]; ok && e.bare {
			return e.text, k + 1
		}
	}
	if name != "" && n < len(s) && s[n] == ';' {
		n++
	}
	return s[:n], n
}

func isAlnum(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func number(s string) (string, int) {
	n, base := 2, rune(10)
	if s[2]|0x20 == 'x' {
		n, base = 3, 16
	}
	x := rune(0)
	for ; n < len(s); n++ {
		d := rune(s[n]) - '0'
		if letter := rune(s[n]|0x20) - 'a'; base == 16 && 0 <= letter && letter < 6 {
			d = letter + 10
		} else if d < 0 || d > 9 {
			break
		}
		x = base*x + d
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	if n <= 3 {
		return s[:1], 1
	}
	switch {
	case 0x80 <= x && x <= 0x9f:
		x = []rune(windows1252)[x-0x80]
	case x == 0 || !utf8.ValidRune(x):
		x = utf8.RuneError
	}
	return string(x), n
}
