// Package crc32 is the cyclic redundancy check with 32 bits.
package crc32

import (
	"encoding/binary"
	"errors"
	"hash"
)

// Size is the number of bytes of a checksum.
const Size = 4

// Polynomials, with the bits in reverse order.
const (
	// IEEE is the usual one.
	IEEE = 0xedb88320

	// Castagnoli is the one of iSCSI.
	Castagnoli = 0x82f63b78

	// Koopman is another one that finds more errors.
	Koopman = 0xeb31d82e
)

// A Table serves to take in a byte at a time.
type Table [256]uint32

// IEEETable is the table of IEEE.
var IEEETable = newTable(IEEE)

// MakeTable makes the table of a polynomial.
func MakeTable(poly uint32) *Table {
	if poly == IEEE {
		return IEEETable
	}
	return newTable(poly)
}

// The table of IEEE is made like any other: written out it would be the larger part of this package.
func newTable(poly uint32) *Table {
	t := new(Table)
	for i := range t {
		c := uint32(i)
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
func Update(crc uint32, tab *Table, p []byte) uint32 {
	crc = ^crc
	for _, c := range p {
		crc = tab[byte(crc)^c] ^ crc>>8
	}
	return ^crc
}

// Checksum is the checksum of data.
func Checksum(data []byte, tab *Table) uint32 { return Update(0, tab, data) }

// ChecksumIEEE is the checksum of data with the table of IEEE.
func ChecksumIEEE(data []byte) uint32 { return Update(0, IEEETable, data) }

type digest struct {
	crc uint32
	tab *Table
}

// New is a checksum to write to.
func New(tab *Table) hash.Hash32 { return &digest{0, tab} }

// NewIEEE is New(IEEETable).
func NewIEEE() hash.Hash32 { return New(IEEETable) }

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Sum32() uint32  { return d.crc }

func (d *digest) Write(p []byte) (n int, err error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

func (d *digest) Sum(in []byte) []byte {
	s := d.crc
	return append(in, byte(s>>24), byte(s>>16), byte(s>>8), byte(s))
}

// Clone is a copy that goes on from here.
func (d *digest) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}

const magic = "crc\x01"

// AppendBinary appends the state: a name, the sum of the table, and the sum so far.
func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = binary.BigEndian.AppendUint32(append(b, magic...), d.tab.sum())
	return d.Sum(b), nil
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("hash/crc32: invalid hash state identifier")
	}
	if len(b) != len(magic)+8 {
		return errors.New("hash/crc32: invalid hash state size")
	}
	if b = b[len(magic):]; binary.BigEndian.Uint32(b) != d.tab.sum() {
		return errors.New("hash/crc32: tables do not match")
	}
	d.crc = binary.BigEndian.Uint32(b[4:])
	return nil
}

func (t *Table) sum() uint32 {
	var b []byte
	for _, x := range t {
		b = binary.BigEndian.AppendUint32(b, x)
	}
	return ChecksumIEEE(b)
}
