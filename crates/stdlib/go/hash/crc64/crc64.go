// Package crc64 is the cyclic redundancy check with 64 bits.
package crc64

import (
	"encoding/binary"
	"errors"
	"hash"
)

// Size is the number of bytes of a checksum.
const Size = 8

// Polynomials, with the bits in reverse order.
const (
	ISO  = 0xd800000000000000
	ECMA = 0xc96c5795d7870f42
)

// A Table serves to take in a byte at a time.
type Table [256]uint64

// MakeTable makes the table of a polynomial.
func MakeTable(poly uint64) *Table {
	switch poly {
	case ISO:
		return iso
	case ECMA:
		return ecma
	}
	return newTable(poly)
}

var iso, ecma = newTable(ISO), newTable(ECMA)

func newTable(poly uint64) *Table {
	t := new(Table)
	for i := range t {
		c := uint64(i)
		for range 8 {
			if c&1 != 0 {
				c = c>>1 ^ poly
			} else {
				c >>= 1
			}
		}
		t[i] = c
	}
	return t
}

// Update takes the bytes p into a checksum.
func Update(crc uint64, tab *Table, p []byte) uint64 {
	crc = ^crc
	for _, c := range p {
		crc = tab[byte(crc)^c] ^ crc>>8
	}
	return ^crc
}

// Checksum is the checksum of data.
func Checksum(data []byte, tab *Table) uint64 { return Update(0, tab, data) }

type digest struct {
	crc uint64
	tab *Table
}

// New is a checksum to write to.
func New(tab *Table) hash.Hash64 { return &digest{0, tab} }

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Sum64() uint64  { return d.crc }

func (d *digest) Sum(in []byte) []byte { return binary.BigEndian.AppendUint64(in, d.crc) }

func (d *digest) Write(p []byte) (int, error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

// Clone is a copy that goes on from here.
func (d *digest) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}

const magic = "crc\x02"

// sum is the ISO checksum of a table: a saved state says which one it belongs to.
func (t *Table) sum() uint64 {
	var b []byte
	for _, x := range t {
		b = binary.BigEndian.AppendUint64(b, x)
	}
	return Checksum(b, iso)
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = binary.BigEndian.AppendUint64(append(b, magic...), d.tab.sum())
	return d.Sum(b), nil
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("hash/crc64: invalid hash state identifier")
	}
	if len(b) != len(magic)+16 {
		return errors.New("hash/crc64: invalid hash state size")
	}
	if d.tab.sum() != binary.BigEndian.Uint64(b[4:]) {
		return errors.New("hash/crc64: tables do not match")
	}
	d.crc = binary.BigEndian.Uint64(b[12:])
	return nil
}
