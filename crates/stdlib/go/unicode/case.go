// Upper, lower and title case, and folding.

package unicode

// Indices into CaseRange.Delta, and the arguments of To.
const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// UpperLower, in a Delta, marks a range where upper and lower case alternate,
// upper first.
const UpperLower = MaxRune + 1

// CaseRange is a range of runes whose other cases are at the same distances.
type CaseRange struct {
	Lo    uint32
	Hi    uint32
	Delta d
}

type d [MaxCase]rune

// SpecialCase is a language's own rules, which go before the usual ones.
type SpecialCase []CaseRange

// TurkishCase is for Turkish: i and ı, I and İ.
var TurkishCase SpecialCase = SpecialCase{
	{0x49, 0x49, d{0, 0x131 - 0x49, 0}},
	{0x69, 0x69, d{0x130 - 0x69, 0, 0x130 - 0x69}},
	{0x130, 0x130, d{0, 0x69 - 0x130, 0}},
	{0x131, 0x131, d{0x49 - 0x131, 0, 0x49 - 0x131}},
}

// AzeriCase is for Azeri, as TurkishCase.
var AzeriCase SpecialCase = TurkishCase

// convert is To, and whether the tables know r.
func convert(which int, r rune, ranges []CaseRange) (rune, bool) {
	if which < 0 || which >= MaxCase {
		return ReplacementChar, false
	}
	lo, hi := 0, len(ranges)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if rune(ranges[mid].Hi) < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(ranges) || r < rune(ranges[lo].Lo) {
		return r, false
	}
	delta := ranges[lo].Delta[which]
	if delta <= MaxRune {
		return r + delta, true
	}
	// Upper case stands at even distances from Lo, lower case at odd ones.
	first := rune(ranges[lo].Lo)
	at := (r - first) &^ 1
	if which == LowerCase {
		at |= 1
	}
	return first + at, true
}

// To is r in the case _case.
func To(_case int, r rune) rune {
	r, _ = convert(_case, r, caseRanges)
	return r
}

// ToUpper is r in upper case.
func ToUpper(r rune) rune {
	if uint32(r) < 0x80 {
		if 'a' <= r && r <= 'z' {
			r -= 'a' - 'A'
		}
		return r
	}
	return To(UpperCase, r)
}

// ToLower is r in lower case.
func ToLower(r rune) rune {
	if uint32(r) < 0x80 {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return To(LowerCase, r)
}

// ToTitle is r in title case.
func ToTitle(r rune) rune {
	if uint32(r) < 0x80 {
		return ToUpper(r)
	}
	return To(TitleCase, r)
}

// ToUpper is r in upper case, by the special rules first.
func (special SpecialCase) ToUpper(r rune) rune { return special.to(UpperCase, r) }

// ToTitle is r in title case, by the special rules first.
func (special SpecialCase) ToTitle(r rune) rune { return special.to(TitleCase, r) }

// ToLower is r in lower case, by the special rules first.
func (special SpecialCase) ToLower(r rune) rune { return special.to(LowerCase, r) }

func (special SpecialCase) to(which int, r rune) rune {
	if s, ok := convert(which, r, []CaseRange(special)); ok {
		return s
	}
	return To(which, r)
}

// SimpleFold is the next larger rune that equals r under case folding, or, if
// there is none, the smallest. Repeated, it goes round all of them.
func SimpleFold(r rune) rune {
	if r < 0 || r > MaxRune {
		return r
	}
	lo, hi := 0, len(orbits)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if rune(orbits[mid][0]) < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(orbits) && rune(orbits[lo][0]) == r {
		return rune(orbits[lo][1])
	}
	if l := ToLower(r); l != r {
		return l
	}
	return ToUpper(r)
}
