// Package unicode tells what runes are, and what their other cases are.
//
// Of Unicode's scripts and properties only those in wide use are here; the
// categories are all here.
package unicode

// Limits.
const (
	MaxRune         = '\U0010FFFF' // the last rune
	ReplacementChar = '\uFFFD'     // stands for what is not a rune
	MaxASCII        = '\u007F'     // the last ASCII rune
	MaxLatin1       = '\u00FF'     // the last Latin-1 rune
)

// RangeTable is a set of runes: ranges in order, short ones apart from long.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int // how many of R16 end at MaxLatin1 or before
}

// Range16 is each Stride-th rune from Lo to Hi.
type Range16 struct {
	Lo     uint16
	Hi     uint16
	Stride uint16
}

// Range32 is each Stride-th rune from Lo to Hi.
type Range32 struct {
	Lo     uint32
	Hi     uint32
	Stride uint32
}

// GraphicRanges are the sets that make up the graphic runes.
var GraphicRanges = []*RangeTable{L, M, N, P, S, Zs}

// PrintRanges are the sets that, with the ASCII space, make up the printable runes.
var PrintRanges = []*RangeTable{L, M, N, P, S}

// Is reports whether r is in the set.
func Is(rangeTab *RangeTable, r rune) bool {
	if r < 0 {
		return false
	}
	if r16 := rangeTab.R16; len(r16) > 0 && uint32(r) <= uint32(r16[len(r16)-1].Hi) {
		return is16(r16, uint16(r))
	}
	return is32(rangeTab.R32, uint32(r))
}

// is16 looks for the first range that does not end before r.
func is16(ranges []Range16, r uint16) bool {
	lo, hi := 0, len(ranges)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if ranges[mid].Hi < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(ranges) || r < ranges[lo].Lo {
		return false
	}
	return ranges[lo].Stride == 1 || (r-ranges[lo].Lo)%ranges[lo].Stride == 0
}

func is32(ranges []Range32, r uint32) bool {
	lo, hi := 0, len(ranges)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if ranges[mid].Hi < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(ranges) || r < ranges[lo].Lo {
		return false
	}
	return ranges[lo].Stride == 1 || (r-ranges[lo].Lo)%ranges[lo].Stride == 0
}

// In reports whether r is in one of the sets.
func In(r rune, ranges ...*RangeTable) bool {
	for _, t := range ranges {
		if Is(t, r) {
			return true
		}
	}
	return false
}

// IsOneOf is In with the arguments the other way round.
func IsOneOf(ranges []*RangeTable, r rune) bool { return In(r, ranges...) }

// IsLetter reports whether r is a letter (category L).
func IsLetter(r rune) bool {
	if uint32(r) < 0x80 {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return Is(tableL, r)
}

// IsUpper reports whether r is an upper case letter (Lu).
func IsUpper(r rune) bool {
	if uint32(r) < 0x80 {
		return 'A' <= r && r <= 'Z'
	}
	return Is(tableLu, r)
}

// IsLower reports whether r is a lower case letter (Ll).
func IsLower(r rune) bool {
	if uint32(r) < 0x80 {
		return 'a' <= r && r <= 'z'
	}
	return Is(tableLl, r)
}

// IsTitle reports whether r is a title case letter (Lt).
func IsTitle(r rune) bool { return r > MaxLatin1 && Is(tableLt, r) }

// IsDigit reports whether r is a decimal digit (Nd).
func IsDigit(r rune) bool {
	if r <= MaxLatin1 {
		return '0' <= r && r <= '9'
	}
	return Is(tableNd, r)
}

// IsNumber reports whether r is a number (N).
func IsNumber(r rune) bool {
	if uint32(r) < 0x80 {
		return '0' <= r && r <= '9'
	}
	return Is(tableN, r)
}

// IsSpace reports whether r is white space.
func IsSpace(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		return r == ' ' || '\t' <= r && r <= '\r' || r == 0x85 || r == 0xA0
	}
	return Is(tableWhite_Space, r)
}

// IsControl reports whether r is a control character (Cc).
func IsControl(r rune) bool { return 0 <= r && r < 0x20 || 0x7F <= r && r < 0xA0 }

// IsPunct reports whether r is punctuation (P).
func IsPunct(r rune) bool { return Is(tableP, r) }

// IsSymbol reports whether r is a symbol (S).
func IsSymbol(r rune) bool { return Is(tableS, r) }

// IsMark reports whether r is a mark (M); none is in Latin-1.
func IsMark(r rune) bool { return Is(tableM, r) }

// IsGraphic reports whether r is a letter, mark, number, punctuation, symbol
// or space (Zs).
func IsGraphic(r rune) bool {
	if uint32(r) < 0x80 {
		return 0x20 <= r && r < 0x7F
	}
	return IsPrint(r) || Is(tableZs, r)
}

// IsPrint reports whether r is graphic and, if a space, the ASCII one.
func IsPrint(r rune) bool {
	if uint32(r) < 0x80 {
		return 0x20 <= r && r < 0x7F
	}
	return Is(tableL, r) || Is(tableM, r) || Is(tableN, r) || Is(tableP, r) || Is(tableS, r)
}
