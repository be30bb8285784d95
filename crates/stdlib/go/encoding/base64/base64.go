// Package base64 writes three bytes as four printable characters.
package base64

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

// An Encoding is an alphabet of 64 characters and what fills up the end.
type Encoding struct {
	chars  [64]byte
	values [256]byte // bad for what is not in the alphabet
	pad    rune
	strict bool
}

const bad = 0xff

// NewEncoding is the encoding with that alphabet and the usual padding.
func NewEncoding(alphabet string) *Encoding {
	if len(alphabet) != 64 {
		panic("encoding alphabet is not 64-bytes long")
	}
	enc := &Encoding{pad: StdPadding}
	for i := range enc.values {
		enc.values[i] = bad
	}
	for i := range 64 {
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

// Strict is enc that wants the bits that are left over to be zero.
func (enc Encoding) Strict() *Encoding {
	enc.strict = true
	return &enc
}

const common = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

// The usual encodings.
var (
	StdEncoding    = NewEncoding(common + "+/")
	URLEncoding    = NewEncoding(common + "-_")
	RawStdEncoding = StdEncoding.WithPadding(NoPadding)
	RawURLEncoding = URLEncoding.WithPadding(NoPadding)
)

// EncodedLen is the number of characters for n bytes.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.pad == NoPadding {
		return n/3*4 + (n%3*8+5)/6
	}
	return (n + 2) / 3 * 4
}

// DecodedLen is the most bytes that n characters stand for.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.pad == NoPadding {
		return decodedLen(n)
	}
	return n / 4 * 3
}

func decodedLen(n int) int { return n/4*3 + n%4*6/8 }

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
	n := 0
	for ; len(src) >= 3; src = src[3:] {
		v := uint(src[0])<<16 | uint(src[1])<<8 | uint(src[2])
		dst[n+3] = enc.chars[v&63]
		dst[n+2] = enc.chars[v>>6&63]
		dst[n+1] = enc.chars[v>>12&63]
		dst[n] = enc.chars[v>>18]
		n += 4
	}
	if len(src) == 0 {
		return
	}
	v := uint(src[0]) << 16
	if len(src) == 2 {
		v |= uint(src[1]) << 8
	}
	dst[n] = enc.chars[v>>18]
	dst[n+1] = enc.chars[v>>12&63]
	if len(src) == 2 {
		dst[n+2] = enc.chars[v>>6&63]
	} else if enc.pad != NoPadding {
		dst[n+2] = byte(enc.pad)
	}
	if enc.pad != NoPadding {
		dst[n+3] = byte(enc.pad)
	}
}

// A CorruptInputError is where a character stands that cannot stand there.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base64 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// DecodeString returns the bytes that s stands for.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	dst := make([]byte, enc.DecodedLen(len(s)))
	n, err := enc.Decode(dst, []byte(s))
	return dst[:n], err
}

// AppendDecode appends the bytes that src stands for.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	n := len(src)
	for n > 0 && rune(src[n-1]) == enc.pad {
		n--
	}
	n = decodedLen(n)
	dst = slices.Grow(dst, n)
	n, err := enc.Decode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n], err
}

func skipLines(src []byte, i int) int {
	for i < len(src) && (src[i] == '\n' || src[i] == '\r') {
		i++
	}
	return i
}

// Decode writes the bytes that src stands for to dst and returns their number. Ends of lines do
// not count.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	i := 0
	for i < len(src) {
		var v uint
		k := 0 // characters of this group
		for k < 4 {
			if i == len(src) {
				if k == 0 {
					return n, nil
				}
				if k == 1 || enc.pad != NoPadding {
					return n, CorruptInputError(i - k)
				}
				break
			}
			c := src[i]
			i++
			if x := enc.values[c]; x != bad {
				v = v<<6 | uint(x)
				k++
				continue
			}
			if c == '\n' || c == '\r' {
				continue
			}
			if rune(c) != enc.pad || k < 2 {
				return n, CorruptInputError(i - 1)
			}
			if k == 2 {
				i = skipLines(src, i)
				if i == len(src) {
					return n, CorruptInputError(i)
				}
				if rune(src[i]) != enc.pad {
					return n, CorruptInputError(i - 1)
				}
				i++
			}
			if i = skipLines(src, i); i < len(src) {
				err = CorruptInputError(i)
			}
			break
		}
		v <<= 6 * (4 - k)
		switch {
		case k == 4:
			dst[n+2] = byte(v)
			fallthrough
		case k == 3:
			dst[n+1] = byte(v >> 8)
			if k == 3 && enc.strict && byte(v) != 0 {
				return n, CorruptInputError(i - 1)
			}
			fallthrough
		default:
			dst[n] = byte(v >> 16)
			if k == 2 && enc.strict && v&0xffff != 0 {
				return n, CorruptInputError(i - 2)
			}
		}
		n += k - 1
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

type encoder struct {
	enc  *Encoding
	w    io.Writer
	rest []byte
	err  error
}

// NewEncoder writes the characters of what is written to it to w, the last ones at Close.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return &encoder{enc: enc, w: w} }

const block = 768

func (e *encoder) Write(p []byte) (n int, err error) {
	for len(p) > 0 && e.err == nil {
		k := min(len(p), block-len(e.rest))
		e.rest = append(e.rest, p[:k]...)
		whole := len(e.rest) / 3 * 3
		if whole > 0 {
			_, e.err = e.w.Write(e.enc.AppendEncode(nil, e.rest[:whole]))
			if e.err != nil {
				return n, e.err
			}
		}
		e.rest = append(e.rest[:0], e.rest[whole:]...)
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
	enc     *Encoding
	r       io.Reader
	buf     [1024]byte
	have    int
	out     []byte
	err     error
	readErr error
}

// NewDecoder reads the bytes that the characters from r stand for.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader { return &decoder{enc: enc, r: r} }

// more reads characters that are no ends of lines.
func (d *decoder) more(limit int) {
	for {
		n, err := d.r.Read(d.buf[d.have:limit])
		d.readErr = err
		kept := d.have
		for _, c := range d.buf[d.have : d.have+n] {
			if c != '\n' && c != '\r' {
				d.buf[kept] = c
				kept++
			}
		}
		if kept > d.have || n == 0 {
			d.have = kept
			return
		}
	}
}

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.out) > 0 {
		n = copy(p, d.out)
		d.out = d.out[n:]
		return n, nil
	}
	if d.err != nil {
		return 0, d.err
	}
	limit := min(max(len(p)/3*4, 4), len(d.buf))
	for d.have < 4 && d.readErr == nil {
		d.more(limit)
	}
	whole := d.have / 4 * 4
	if whole == 0 {
		if d.enc.pad == NoPadding && d.have > 0 {
			d.out, d.err = d.enc.AppendDecode(nil, d.buf[:d.have])
			d.have = 0
			n = copy(p, d.out)
			d.out = d.out[n:]
			if n > 0 || len(p) == 0 && len(d.out) > 0 {
				return n, nil
			}
			if d.err != nil {
				return 0, d.err
			}
		}
		d.err = d.readErr
		if d.err == io.EOF && d.have > 0 {
			d.err = io.ErrUnexpectedEOF
		}
		return 0, d.err
	}
	out := make([]byte, whole/4*3)
	k, err := d.enc.Decode(out, d.buf[:whole])
	d.out, d.err = out[:k], err
	d.have = copy(d.buf[:], d.buf[whole:d.have])
	n = copy(p, d.out)
	d.out = d.out[n:]
	return n, d.err
}
