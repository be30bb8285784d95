// Package utf16 encodes and decodes runes as UTF-16.
package utf16

const (
	high        = 0xD800 // first half of a pair: high <= r < low
	low         = 0xDC00 // second half: low <= r < end
	end         = 0xE000
	first       = 0x10000 // the first rune that takes a pair
	last        = 0x10FFFF
	replacement = 0xFFFD
)

// IsSurrogate reports whether r is half of a pair.
func IsSurrogate(r rune) bool { return high <= r && r < end }

// DecodeRune joins a pair, or gives U+FFFD if it is none.
func DecodeRune(r1, r2 rune) rune {
	if high <= r1 && r1 < low && low <= r2 && r2 < end {
		return first + (r1-high)<<10 + (r2 - low)
	}
	return replacement
}

// EncodeRune splits r into a pair, or gives U+FFFD twice if r takes none.
func EncodeRune(r rune) (r1, r2 rune) {
	if r < first || r > last {
		return replacement, replacement
	}
	r -= first
	return high + r>>10, low + r&0x3FF
}

// RuneLen is the number of 16-bit words in r's encoding, -1 if it has none.
func RuneLen(r rune) int {
	switch {
	case 0 <= r && r < high, end <= r && r < first:
		return 1
	case first <= r && r <= last:
		return 2
	}
	return -1
}

// AppendRune appends r's encoding to a; U+FFFD stands in for what has none.
func AppendRune(a []uint16, r rune) []uint16 {
	switch RuneLen(r) {
	case 1:
		return append(a, uint16(r))
	case 2:
		r1, r2 := EncodeRune(r)
		return append(a, uint16(r1), uint16(r2))
	}
	return append(a, replacement)
}

// Encode is the encoding of s.
func Encode(s []rune) []uint16 {
	out := make([]uint16, 0, len(s))
	for _, r := range s {
		out = AppendRune(out, r)
	}
	return out
}

// Decode is the runes that s encodes; a lone half becomes U+FFFD.
func Decode(s []uint16) []rune {
	out := make([]rune, 0, len(s))
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		if IsSurrogate(r) {
			if i+1 < len(s) {
				r = DecodeRune(r, rune(s[i+1]))
			} else {
				r = replacement
			}
			if r != replacement {
				i++
			}
		}
		out = append(out, r)
	}
	return out
}
