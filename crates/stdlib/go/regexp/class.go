// Sets of characters: pairs of bounds.

package regexp

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

var (
	anyChar    = []rune{0, unicode.MaxRune}
	notNewline = []rune{0, '\n' - 1, '\n' + 1, unicode.MaxRune}
)

var perlClasses = map[byte]string{'d': "09", 's': "\t\n\f\r  ", 'w': "09AZ__az"}

var posixClasses = map[string]string{
	"alnum":  "09AZaz",
	"alpha":  "AZaz",
	"ascii":  "\x00\x7f",
	"blank":  "\t\t  ",
	"cntrl":  "\x00\x1f\x7f\x7f",
	"digit":  "09",
	"graph":  "!~",
	"lower":  "az",
	"print":  " ~",
	"punct":  "!/:@[`{~",
	"space":  "\t\r  ",
	"upper":  "AZ",
	"word":   "09AZ__az",
	"xdigit": "09AFaf",
}

// tidy puts a class in order and joins what touches.
func tidy(class []rune) []rune {
	type pair struct{ lo, hi rune }
	pairs := make([]pair, 0, len(class)/2)
	for i := 0; i+1 < len(class); i += 2 {
		pairs = append(pairs, pair{class[i], class[i+1]})
	}
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Compare(a.lo, b.lo) })
	out := make([]rune, 0, len(class))
	for _, p := range pairs {
		if n := len(out); n > 0 && p.lo <= out[n-1]+1 {
			out[n-1] = max(out[n-1], p.hi)
			continue
		}
		out = append(out, p.lo, p.hi)
	}
	return out
}

// negated is all that a tidy class has not.
func negated(class []rune) []rune {
	out := make([]rune, 0, len(class)+2)
	next := rune(0)
	for i := 0; i < len(class); i += 2 {
		if class[i] > next {
			out = append(out, next, class[i]-1)
		}
		next = class[i+1] + 1
	}
	if next <= unicode.MaxRune {
		out = append(out, next, unicode.MaxRune)
	}
	return out
}

func has(class []rune, c rune) bool {
	if len(class) <= 8 {
		for i := 0; i < len(class); i += 2 {
			if c <= class[i+1] {
				return c >= class[i]
			}
		}
		return false
	}
	lo, hi := 0, len(class)/2
	for lo < hi {
		m := (lo + hi) / 2
		switch {
		case c < class[2*m]:
			hi = m
		case c > class[2*m+1]:
			lo = m + 1
		default:
			return true
		}
	}
	return false
}

// The first and the last character with another case.
const (
	minFold = 'A'
	maxFold = 0x1e943
)

// folded adds all that differs from a class in case only.
func folded(class []rune) []rune {
	out := slices.Clone(class)
	add := func(c rune) {
		for f := unicode.SimpleFold(c); f != c; f = unicode.SimpleFold(f) {
			out = append(out, f, f)
		}
	}
	count := rune(0)
	for i := 0; i < len(class); i += 2 {
		count += max(0, min(class[i+1], maxFold)-max(class[i], minFold)+1)
	}
	if count > 5000 {
		// Fewer have a case than the class has characters.
		all := tidy(class)
		for _, r := range unicode.CaseRanges {
			for c := rune(r.Lo); c <= rune(r.Hi); c++ {
				if has(all, c) {
					add(c)
				}
			}
		}
		return out
	}
	for i := 0; i < len(class); i += 2 {
		for c := max(class[i], minFold); c <= min(class[i+1], maxFold); c++ {
			add(c)
		}
	}
	return out
}

// plain is a name without what spelling it may vary in.
func plain(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(name))
}

// unicodeNamed is the class of a category or script; nil if there is none.
func unicodeNamed(name string) []rune {
	if t := unicode.Categories[name]; t != nil {
		return ofTable(t)
	}
	name = plain(name)
	switch name {
	case "any":
		return anyChar
	case "ascii":
		return []rune{0, 0x7f}
	case "assigned":
		return assigned()
	case "cn", "unassigned":
		return negated(assigned())
	case "lc", "casedletter":
		return tidy(slices.Concat(ofTable(unicode.Lu), ofTable(unicode.Ll), ofTable(unicode.Lt)))
	}
	for _, tables := range []map[string]*unicode.RangeTable{unicode.Categories, unicode.Scripts} {
		for key, t := range tables {
			if plain(key) == name {
				return ofTable(t)
			}
		}
	}
	for key, category := range unicode.CategoryAliases {
		if plain(key) == name {
			return ofTable(unicode.Categories[category])
		}
	}
	return nil
}

func assigned() (class []rune) {
	for _, t := range []*unicode.RangeTable{
		unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs,
		unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z,
	} {
		class = append(class, ofTable(t)...)
	}
	return tidy(class)
}

func ofTable(t *unicode.RangeTable) []rune {
	var class []rune
	add := func(lo, hi, stride rune) {
		if stride == 1 {
			class = append(class, lo, hi)
			return
		}
		for c := lo; c <= hi; c += stride {
			class = append(class, c, c)
		}
	}
	for _, r := range t.R16 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	for _, r := range t.R32 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	return tidy(class)
}
