// Package hex writes bytes as pairs of hexadecimal digits.
package hex

import (
	"errors"
	"fmt"
	"io"
	"slices"
)

const digits = "0123456789abcdef"

// ErrLength says that a digit is missing at the end.
var ErrLength = errors.New("encoding/hex: odd length hex string")

// An InvalidByteError is a byte that is no hexadecimal digit.
type InvalidByteError byte

func (e InvalidByteError) Error() string {
	return fmt.Sprintf("encoding/hex: invalid byte: %#U", rune(e))
}

// EncodedLen is the number of digits for n bytes.
func EncodedLen(n int) int { return n * 2 }

// DecodedLen is the number of bytes that x digits stand for.
func DecodedLen(x int) int { return x / 2 }

// Encode writes the digits of src to dst and returns their number.
func Encode(dst, src []byte) int {
	for i, c := range src {
		dst[2*i] = digits[c>>4]
		dst[2*i+1] = digits[c&15]
	}
	return 2 * len(src)
}

// AppendEncode appends the digits of src.
func AppendEncode(dst, src []byte) []byte {
	dst = slices.Grow(dst, 2*len(src))
	for _, c := range src {
		dst = append(dst, digits[c>>4], digits[c&15])
	}
	return dst
}

// EncodeToString returns the digits of src.
func EncodeToString(src []byte) string {
	return string(AppendEncode(nil, src))
}

// value is what a digit stands for; 16 or more if it is none.
func value(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	}
	return 16
}

// Decode writes the bytes that src stands for to dst and returns their number.
func Decode(dst, src []byte) (int, error) {
	n := 0
	for i, c := range src {
		v := value(c)
		if v > 15 {
			return n, InvalidByteError(c)
		}
		if i%2 == 1 {
			dst[n] = value(src[i-1])<<4 | v
			n++
		}
	}
	if len(src)%2 == 1 {
		return n, ErrLength
	}
	return n, nil
}

// AppendDecode appends the bytes that src stands for.
func AppendDecode(dst, src []byte) ([]byte, error) {
	at := len(dst)
	dst = slices.Grow(dst, len(src)/2)
	n, err := Decode(dst[at:at+len(src)/2], src)
	return dst[:at+n], err
}

// DecodeString returns the bytes that s stands for.
func DecodeString(s string) ([]byte, error) {
	dst := make([]byte, len(s)/2)
	n, err := Decode(dst, []byte(s))
	return dst[:n], err
}

const block = 1024

type encoder struct {
	w   io.Writer
	err error
}

// NewEncoder writes the digits of what is written to it to w.
func NewEncoder(w io.Writer) io.Writer { return &encoder{w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	for len(p) > 0 && e.err == nil {
		k := min(len(p), block/2)
		var written int
		written, e.err = e.w.Write(AppendEncode(nil, p[:k]))
		n += written / 2
		p = p[k:]
	}
	return n, e.err
}

type decoder struct {
	r    io.Reader
	err  error
	rest []byte
	buf  [block]byte
}

// NewDecoder reads the bytes that the digits from r stand for.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.rest) < 2 && d.err == nil {
		kept := copy(d.buf[:], d.rest)
		n, d.err = d.r.Read(d.buf[kept:])
		d.rest = d.buf[:kept+n]
		if last := len(d.rest) - 1; d.err == io.EOF && last%2 == 0 {
			d.err = io.ErrUnexpectedEOF
			if c := d.rest[last]; value(c) > 15 {
				d.err = InvalidByteError(c)
			}
		}
	}
	k := min(len(p), len(d.rest)/2)
	n, err = Decode(p[:k], d.rest[:2*k])
	d.rest = d.rest[2*n:]
	if err != nil {
		d.rest, d.err = nil, err
	}
	// An error is told once there is nothing else to give.
	if len(d.rest) < 2 {
		return n, d.err
	}
	return n, nil
}

// Dump shows data as "hexdump -C" does.
func Dump(data []byte) string {
	if len(data) == 0 {
		return ""
	}
	var d dumper
	d.add(data)
	d.end()
	return string(d.out)
}

type dumper struct {
	w      io.Writer
	out    []byte
	chars  [16]byte
	n      uint32
	closed bool
}

// Dumper writes what Dump would return for all that is written to it.
func Dumper(w io.Writer) io.WriteCloser { return &dumper{w: w} }

// column ends the column of byte i of a line.
func (d *dumper) column(i uint32) {
	switch i {
	case 7:
		d.out = append(d.out, "  "...)
	case 15:
		d.out = append(d.out, "  |"...)
	default:
		d.out = append(d.out, ' ')
	}
}

func (d *dumper) add(data []byte) {
	for _, c := range data {
		at := d.n % 16
		if at == 0 {
			place := [4]byte{byte(d.n >> 24), byte(d.n >> 16), byte(d.n >> 8), byte(d.n)}
			d.out = AppendEncode(d.out, place[:])
			d.out = append(d.out, "  "...)
		}
		d.out = append(d.out, digits[c>>4], digits[c&15])
		d.column(at)
		if c < ' ' || c > '~' {
			c = '.'
		}
		d.chars[at] = c
		d.n++
		if at == 15 {
			d.out = append(d.out, d.chars[:]...)
			d.out = append(d.out, "|\n"...)
		}
	}
}

// end fills up the last line.
func (d *dumper) end() {
	used := d.n % 16
	if used == 0 {
		return
	}
	for at := used; at < 16; at++ {
		d.out = append(d.out, "  "...)
		d.column(at)
	}
	d.out = append(d.out, d.chars[:used]...)
	d.out = append(d.out, "|\n"...)
}

func (d *dumper) flush() error {
	_, err := d.w.Write(d.out)
	d.out = d.out[:0]
	return err
}

func (d *dumper) Write(data []byte) (n int, err error) {
	if d.closed {
		return 0, errors.New("encoding/hex: dumper closed")
	}
	d.add(data)
	if err := d.flush(); err != nil {
		return 0, err
	}
	return len(data), nil
}

func (d *dumper) Close() error {
	if d.closed {
		return nil
	}
	d.closed = true
	d.end()
	if len(d.out) == 0 {
		return nil
	}
	return d.flush()
}
