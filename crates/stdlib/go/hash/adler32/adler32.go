// Package adler32 is the checksum of zlib.
package adler32

import (
	"encoding/binary"
	"errors"
	"hash"
)

// Size is the number of bytes of a checksum.
const Size = 4

const (
	prime = 65521
	magic = "adl\x01"
)

// A digest is the sum of the bytes, and above it the sum of those sums.
type digest uint32

// New is a checksum to write to.
func New() hash.Hash32 {
	d := digest(1)
	return &d
}

func (d *digest) Reset()         { *d = 1 }
func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 4 }
func (d *digest) Sum32() uint32  { return uint32(*d) }

func (d *digest) Sum(in []byte) []byte { return binary.BigEndian.AppendUint32(in, uint32(*d)) }

func (d *digest) Write(p []byte) (int, error) {
	*d = digest(update(uint32(*d), p))
	return len(p), nil
}

// Clone is a copy that goes on from here.
func (d *digest) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) { return d.Sum(append(b, magic...)), nil }
func (d *digest) MarshalBinary() ([]byte, error)        { return d.AppendBinary(nil) }

func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("hash/adler32: invalid hash state identifier")
	}
	if len(b) != len(magic)+4 {
		return errors.New("hash/adler32: invalid hash state size")
	}
	*d = digest(binary.BigEndian.Uint32(b[len(magic):]))
	return nil
}

func update(d uint32, p []byte) uint32 {
	a, b := d&0xffff, d>>16
	for len(p) > 0 {
		// So many bytes that 32 bits hold the sums.
		n := min(len(p), 5552)
		for _, c := range p[:n] {
			a += uint32(c)
			b += a
		}
		a, b = a%prime, b%prime
		p = p[n:]
	}
	return b<<16 | a
}

// Checksum is the checksum of data.
func Checksum(data []byte) uint32 { return update(1, data) }
