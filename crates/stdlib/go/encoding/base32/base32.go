// Package base32 writes five bytes as eight printable characters.
package base32

import (
	"io"
	"slices"
	"strconv"
)

// Paddings.
const (
	StdPadding rune = '='
	NoPadding  rune = -1
)

// An Encoding is an alphabet of 32 characters and what fills up the end.
type Encoding struct {
	chars  [32]byte
	values [256]byte // bad for what is not in the alphabet
	pad    rune
}

const bad = 0xff

// NewEncoding is the encoding with that alphabet and the usual padding.
func NewEncoding(alphabet string) *Encoding {
	if len(alphabet) != 32 {
		panic("encoding alphabet is not 32-bytes long")
	}
	enc := &Encoding{pad: StdPadding}
	for i := range enc.values {
		enc.values[i] = bad
	}
	for i := range 32 {
		c := alphabet[i]
		if c == '\n' || c == '\r' {
			panic("encoding alphabet contains newline character")
		}
		if enc.values[c] != bad {
			panic("encoding alphabet includes duplicate symbols")
		}
		enc.chars[i], enc.values[c] = c, byte(i)
	}
	return enc
}

// The usual encodings.
var (
	StdEncoding = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
	HexEncoding = NewEncoding("0123456789ABCDEFGHIJKLMNOPQRSTUV")
)

// WithPadding is enc with other padding.
func (enc Encoding) WithPadding(padding rune) *Encoding {
	if padding < NoPadding || padding == '\r' || padding == '\n' || padding > 0xff {
		panic("invalid padding")
	}
	if padding != NoPadding && enc.values[byte(padding)] != bad {
		panic("padding contained in alphabet")
	}
	enc.pad = padding
	return &enc
}

// EncodedLen is the number of characters for n bytes.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.pad == NoPadding {
		return n/5*8 + (n%5*8+4)/5
	}
	return (n + 4) / 5 * 8
}

// DecodedLen is the most bytes that n characters stand for.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.pad == NoPadding {
		return n/8*5 + n%8*5/8
	}
	return n / 8 * 5
}

// AppendEncode appends the characters of src.
func (enc *Encoding) AppendEncode(dst, src []byte) []byte {
	n := enc.EncodedLen(len(src))
	dst = slices.Grow(dst, n)
	enc.Encode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n]
}

// EncodeToString returns the characters of src.
func (enc *Encoding) EncodeToString(src []byte) string { return string(enc.AppendEncode(nil, src)) }

// Encode writes the characters of src to dst.
func (enc *Encoding) Encode(dst, src []byte) {
	for n := 0; len(src) > 0; n += 8 {
		var v uint64
		k := min(len(src), 5)
		for i := range 5 {
			v <<= 8
			if i < k {
				v |= uint64(src[i])
			}
		}
		src = src[k:]
		used := (k*8 + 4) / 5
		for i := range used {
			dst[n+i] = enc.chars[v>>(35-5*i)&31]
		}
		for i := used; i < 8 && enc.pad != NoPadding; i++ {
			dst[n+i] = byte(enc.pad)
		}
	}
}

// A CorruptInputError is where a character stands that cannot stand there.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base32 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// withoutLines is src without ends of lines.
func withoutLines(src []byte) []byte {
	out := make([]byte, 0, len(src))
	for _, c := range src {
		if c != '\n' && c != '\r' {
			out = append(out, c)
		}
	}
	return out
}

// Decode writes the bytes that src stands for to dst and returns their number. Ends of lines do
// not count.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	n, _, err = enc.decode(dst, withoutLines(src))
	return n, err
}

// DecodeString returns the bytes that s stands for.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	src := []byte(s)
	dst := make([]byte, len(src))
	n, err := enc.Decode(dst, src)
	return dst[:n], err
}

// AppendDecode appends the bytes that src stands for.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	n := len(src)
	for n > 0 && rune(src[n-1]) == enc.pad {
		n--
	}
	n = n/8*5 + n%8*5/8
	dst = slices.Grow(dst, n)
	n, err := enc.Decode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n], err
}

// decode is Decode without ends of lines; end says whether the end was marked.
func (enc *Encoding) decode(dst, src []byte) (n int, end bool, err error) {
	for i := 0; i < len(src) && !end; {
		var v uint64
		k := 0 // characters of this group
		for k < 8 {
			if i == len(src) {
				if enc.pad != NoPadding {
					return n, false, CorruptInputError(i - k)
				}
				end = true
				break
			}
			c := src[i]
			i++
			if left := len(src) - i; c == byte(enc.pad) && k >= 2 && left < 8 {
				if left+k < 7 {
					return n, false, CorruptInputError(len(src))
				}
				for p := range min(7-k, left) {
					if src[i+p] != byte(enc.pad) {
						return n, false, CorruptInputError(i + p - 1)
					}
				}
				if k == 3 || k == 6 {
					return n, false, CorruptInputError(i - 1)
				}
				end = true
				break
			}
			x := enc.values[c]
			if x == bad {
				return n, false, CorruptInputError(i - 1)
			}
			v = v<<5 | uint64(x)
			k++
		}
		v <<= 5 * (8 - k)
		// Some numbers of characters are those of no number of bytes.
		count := [...]int{2: 1, 4: 2, 5: 3, 7: 4, 8: 5}[k]
		for b := range count {
			dst[n+b] = byte(v >> (32 - 8*b))
		}
		n += count
	}
	return n, end, nil
}

type encoder struct {
	enc  *Encoding
	w    io.Writer
	rest []byte
	err  error
}

// NewEncoder writes the characters of what is written to it to w, the last ones at Close.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return &encoder{enc: enc, w: w} }

const block = 640

func (e *encoder) Write(p []byte) (n int, err error) {
	for len(p) > 0 && e.err == nil {
		k := min(len(p), block-len(e.rest))
		e.rest = append(e.rest, p[:k]...)
		if whole := len(e.rest) / 5 * 5; whole > 0 {
			if _, e.err = e.w.Write(e.enc.AppendEncode(nil, e.rest[:whole])); e.err != nil {
				return n, e.err
			}
			e.rest = append(e.rest[:0], e.rest[whole:]...)
		}
		n += k
		p = p[k:]
	}
	return n, e.err
}

func (e *encoder) Close() error {
	if e.err == nil && len(e.rest) > 0 {
		_, e.err = e.w.Write(e.enc.AppendEncode(nil, e.rest))
		e.rest = nil
	}
	return e.err
}

type decoder struct {
	enc  *Encoding
	r    io.Reader
	buf  [1024]byte
	have int
	out  []byte
	end  bool // was marked
	err  error
}

// NewDecoder reads the bytes that the characters from r stand for.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader { return &decoder{enc: enc, r: r} }

// more reads until there are so many more characters, and says how many there are.
func (d *decoder) more(limit, least int) (n int) {
	for n < least && d.err == nil {
		var k int
		k, d.err = d.r.Read(d.buf[d.have:limit])
		k = copy(d.buf[d.have:], withoutLines(d.buf[d.have:d.have+k]))
		d.have += k
		n += k
	}
	return n
}

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.out) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		if err := d.group(len(p)); err != nil {
			return 0, err
		}
	}
	n = copy(p, d.out)
	if d.out = d.out[n:]; len(d.out) > 0 {
		return n, nil
	}
	return n, d.err
}

// group decodes some characters, enough for size bytes if there are so many.
func (d *decoder) group(size int) error {
	limit := min(max((size+4)/5*8, 8), len(d.buf))
	padded := d.enc.pad != NoPadding
	least := 1
	if padded {
		least = 8 - d.have
	}
	n := d.more(limit, least)
	if d.err == io.EOF && n < least && (n > 0 || padded && least < 8) {
		d.err = io.ErrUnexpectedEOF
	}
	if d.have < least {
		return d.err
	}
	if n > 0 && d.end {
		return CorruptInputError(0)
	}
	whole := d.have
	if padded {
		whole = d.have / 8 * 8
	}
	out := make([]byte, len(d.buf))
	k, end, err := d.enc.decode(out, d.buf[:whole])
	d.out, d.end = out[:k], end
	d.have = copy(d.buf[:], d.buf[whole:d.have])
	if err != nil && (d.err == nil || d.err == io.EOF) {
		d.err = err
	}
	return nil
}
