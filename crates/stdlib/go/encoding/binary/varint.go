// Numbers of variable length: 7 bits per byte, low bits first, the top bit
// set in all bytes but the last. Signed ones alternate: 0, -1, 1, -2, 2.

package binary

import (
	"errors"
	"io"
)

// The most bytes that a number may need.
const (
	MaxVarintLen16 = 3
	MaxVarintLen32 = 5
	MaxVarintLen64 = 10
)

func zigzag(x int64) uint64 { return uint64(x)<<1 ^ uint64(x>>63) }

func unzigzag(u uint64) int64 { return int64(u>>1) ^ -int64(u&1) }

// AppendUvarint appends x.
func AppendUvarint(buf []byte, x uint64) []byte {
	for x > 0x7f {
		buf = append(buf, byte(x)|0x80)
		x >>= 7
	}
	return append(buf, byte(x))
}

// AppendVarint appends x.
func AppendVarint(buf []byte, x int64) []byte { return AppendUvarint(buf, zigzag(x)) }

// PutUvarint writes x to buf and returns the number of bytes.
func PutUvarint(buf []byte, x uint64) int {
	n := 0
	for x > 0x7f {
		buf[n] = byte(x) | 0x80
		x >>= 7
		n++
	}
	buf[n] = byte(x)
	return n + 1
}

// PutVarint writes x to buf and returns the number of bytes.
func PutVarint(buf []byte, x int64) int { return PutUvarint(buf, zigzag(x)) }

// Uvarint reads a number and returns how many bytes it has: 0 if buf is too
// short, less than 0 if the number is too large.
func Uvarint(buf []byte) (uint64, int) {
	var x uint64
	for i, c := range buf {
		if i == MaxVarintLen64 || i == MaxVarintLen64-1 && 1 < c && c < 0x80 {
			return 0, -(i + 1)
		}
		x |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			return x, i + 1
		}
	}
	return 0, 0
}

// Varint is Uvarint for signed numbers.
func Varint(buf []byte) (int64, int) {
	u, n := Uvarint(buf)
	return unzigzag(u), n
}

// ReadUvarint reads a number.
func ReadUvarint(r io.ByteReader) (uint64, error) {
	var x uint64
	for i := range MaxVarintLen64 {
		c, err := r.ReadByte()
		if err != nil {
			if i > 0 && err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return x, err
		}
		if i == MaxVarintLen64-1 && 1 < c && c < 0x80 {
			break
		}
		x |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			return x, nil
		}
	}
	return x, errors.New("binary: varint overflows a 64-bit integer")
}

// ReadVarint reads a signed number.
func ReadVarint(r io.ByteReader) (int64, error) {
	u, err := ReadUvarint(r)
	return unzigzag(u), err
}
