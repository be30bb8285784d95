// Package utf8 encodes and decodes runes as UTF-8.
package utf8

// Numbers of the encoding.
const (
	RuneError = '\uFFFD'     // stands for bytes that are not UTF-8
	RuneSelf  = 0x80         // runes below are one byte, themselves
	MaxRune   = '\U0010FFFF' // the last rune
	UTFMax    = 4            // the most bytes that a rune takes
)

const (
	surrogateFirst = 0xD800
	surrogateLast  = 0xDFFF
)

// shape tells how many bytes a sequence that starts with b has, and between
// which limits its second byte must lie; 0 if none starts so.
func shape(b byte) (n int, lo, hi byte) {
	switch {
	case b < 0xC2:
		return 0, 0, 0
	case b < 0xE0:
		return 2, 0x80, 0xBF
	case b == 0xE0:
		return 3, 0xA0, 0xBF
	case b == 0xED:
		return 3, 0x80, 0x9F
	case b < 0xF0:
		return 3, 0x80, 0xBF
	case b == 0xF0:
		return 4, 0x90, 0xBF
	case b < 0xF4:
		return 4, 0x80, 0xBF
	case b == 0xF4:
		return 4, 0x80, 0x8F
	}
	return 0, 0, 0
}

// DecodeRune is the first rune of p and its width: (RuneError, 0) if p is
// empty, (RuneError, 1) if p does not start with a valid sequence.
func DecodeRune(p []byte) (r rune, size int) {
	if len(p) == 0 {
		return RuneError, 0
	}
	b := p[0]
	if b < RuneSelf {
		return rune(b), 1
	}
	n, lo, hi := shape(b)
	if n == 0 || len(p) < n || p[1] < lo || p[1] > hi {
		return RuneError, 1
	}
	r = rune(p[1] & 0x3F)
	if n == 2 {
		return rune(b&0x1F)<<6 | r, 2
	}
	if p[2]&0xC0 != 0x80 {
		return RuneError, 1
	}
	r = r<<6 | rune(p[2]&0x3F)
	if n == 3 {
		return rune(b&0x0F)<<12 | r, 3
	}
	if p[3]&0xC0 != 0x80 {
		return RuneError, 1
	}
	return rune(b&0x07)<<18 | r<<6 | rune(p[3]&0x3F), 4
}

// DecodeRuneInString is DecodeRune for a string.
func DecodeRuneInString(s string) (r rune, size int) {
	if len(s) == 0 {
		return RuneError, 0
	}
	if b := s[0]; b < RuneSelf {
		return rune(b), 1
	}
	// The language decodes: the second rune's index is the first one's width.
	first := true
	for i, c := range s {
		if !first {
			return r, i
		}
		r, first = c, false
	}
	return r, len(s)
}

// DecodeLastRune is the last rune of p and its width, as DecodeRune.
func DecodeLastRune(p []byte) (r rune, size int) {
	end := len(p)
	if end == 0 {
		return RuneError, 0
	}
	if b := p[end-1]; b < RuneSelf {
		return rune(b), 1
	}
	for start := end - 1; start >= 0 && end-start <= UTFMax; start-- {
		if RuneStart(p[start]) {
			if r, size = DecodeRune(p[start:end]); start+size == end {
				return r, size
			}
			break
		}
	}
	return RuneError, 1
}

// DecodeLastRuneInString is DecodeLastRune for a string.
func DecodeLastRuneInString(s string) (r rune, size int) {
	end := len(s)
	if end == 0 {
		return RuneError, 0
	}
	if b := s[end-1]; b < RuneSelf {
		return rune(b), 1
	}
	for start := end - 1; start >= 0 && end-start <= UTFMax; start-- {
		if RuneStart(s[start]) {
			if r, size = DecodeRuneInString(s[start:end]); start+size == end {
				return r, size
			}
			break
		}
	}
	return RuneError, 1
}

// RuneLen is the number of bytes in r's encoding, -1 if r has none.
func RuneLen(r rune) int {
	switch {
	case r < 0:
		return -1
	case r < 0x80:
		return 1
	case r < 0x800:
		return 2
	case surrogateFirst <= r && r <= surrogateLast:
		return -1
	case r < 0x10000:
		return 3
	case r <= MaxRune:
		return 4
	}
	return -1
}

// EncodeRune writes r at the start of p and returns the number of bytes; it
// panics if p is too short. RuneError stands in for what is not a rune.
func EncodeRune(p []byte, r rune) int {
	if 0 <= r && r < RuneSelf {
		p[0] = byte(r)
		return 1
	}
	n := RuneLen(r)
	if n < 0 {
		r, n = RuneError, 3
	}
	_ = p[n-1]
	switch n {
	case 2:
		p[0] = 0xC0 | byte(r>>6)
		p[1] = 0x80 | byte(r)&0x3F
	case 3:
		p[0] = 0xE0 | byte(r>>12)
		p[1] = 0x80 | byte(r>>6)&0x3F
		p[2] = 0x80 | byte(r)&0x3F
	case 4:
		p[0] = 0xF0 | byte(r>>18)
		p[1] = 0x80 | byte(r>>12)&0x3F
		p[2] = 0x80 | byte(r>>6)&0x3F
		p[3] = 0x80 | byte(r)&0x3F
	}
	return n
}

// AppendRune appends r's encoding to p.
func AppendRune(p []byte, r rune) []byte {
	if 0 <= r && r < RuneSelf {
		return append(p, byte(r))
	}
	return append(p, string(r)...)
}

// RuneCount is the number of runes in p, where a wrong byte counts as one.
func RuneCount(p []byte) int {
	n := 0
	for i := 0; i < len(p); n++ {
		if p[i] < RuneSelf {
			i++
			continue
		}
		_, size := DecodeRune(p[i:])
		i += size
	}
	return n
}

// RuneCountInString is RuneCount for a string.
func RuneCountInString(s string) (n int) {
	for range s {
		n++
	}
	return n
}

// RuneStart reports whether b can be the first byte of a rune.
func RuneStart(b byte) bool { return b&0xC0 != 0x80 }

// FullRune reports whether p starts with a whole rune; what is wrong counts
// as a whole rune, of width 1.
func FullRune(p []byte) bool {
	if len(p) == 0 {
		return false
	}
	n, lo, hi := shape(p[0])
	if len(p) >= n {
		return true
	}
	if len(p) > 1 && (p[1] < lo || p[1] > hi) {
		return true
	}
	return len(p) > 2 && p[2]&0xC0 != 0x80
}

// FullRuneInString is FullRune for a string.
func FullRuneInString(s string) bool {
	if len(s) > UTFMax {
		s = s[:UTFMax]
	}
	return FullRune([]byte(s))
}

// Valid reports whether p is all UTF-8.
func Valid(p []byte) bool {
	for i := 0; i < len(p); {
		if p[i] < RuneSelf {
			i++
			continue
		}
		r, size := DecodeRune(p[i:])
		if r == RuneError && size == 1 {
			return false
		}
		i += size
	}
	return true
}

// ValidString is Valid for a string.
func ValidString(s string) bool {
	for i, r := range s {
		// U+FFFD itself may stand in the text, as three bytes.
		if r == RuneError && (len(s)-i < 3 || s[i:i+3] != "\uFFFD") {
			return false
		}
	}
	return true
}

// ValidRune reports whether r has an encoding.
func ValidRune(r rune) bool {
	return 0 <= r && r < surrogateFirst || surrogateLast < r && r <= MaxRune
}
