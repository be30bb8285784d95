// Package blocks is what hash functions that take in blocks have in common.
package blocks

import (
	"encoding/binary"
	"errors"
	"hash"
)

// A Kind is one hash function.
type Kind struct {
	Name     string // of the package, for errors
	Magic    string // what a saved state begins with
	Start    [8]uint64
	Words    int // how many of these there are
	WordSize int // in bytes
	Block    int
	Size     int
	Little   bool // the lowest byte of a word comes first
	Step     func(state *[8]uint64, block []byte)
}

// A Digest is a hash function under way.
type Digest struct {
	kind  *Kind
	state [8]uint64
	rest  []byte // less than a block
	total uint64
}

// New is a digest of nothing yet.
func New(k *Kind) *Digest {
	d := &Digest{kind: k}
	d.Reset()
	return d
}

// Sum is the sum of data.
func Sum(k *Kind, data []byte) []byte {
	d := New(k)
	d.Write(data)
	return d.Sum(nil)
}

func (d *Digest) Reset() {
	d.state, d.rest, d.total = d.kind.Start, make([]byte, 0, d.kind.Block), 0
}

func (d *Digest) Size() int      { return d.kind.Size }
func (d *Digest) BlockSize() int { return d.kind.Block }

func (d *Digest) Write(p []byte) (int, error) {
	n := len(p)
	d.total += uint64(n)
	size := d.kind.Block
	if len(d.rest) > 0 {
		k := min(len(p), size-len(d.rest))
		d.rest = append(d.rest, p[:k]...)
		p = p[k:]
		if len(d.rest) < size {
			return n, nil
		}
		d.kind.Step(&d.state, d.rest)
		d.rest = d.rest[:0]
	}
	for ; len(p) >= size; p = p[size:] {
		d.kind.Step(&d.state, p[:size])
	}
	d.rest = append(d.rest, p...)
	return n, nil
}

func (d *Digest) clone() *Digest {
	c := *d
	c.rest = append(make([]byte, 0, d.kind.Block), d.rest...)
	return &c
}

// Clone is a digest that goes on from here.
func (d *Digest) Clone() (hash.Cloner, error) { return d.clone(), nil }

func (d *Digest) word(b []byte, w uint64) []byte {
	for i := range d.kind.WordSize {
		by := i
		if !d.kind.Little {
			by = d.kind.WordSize - 1 - i
		}
		b = append(b, byte(w>>(8*by)))
	}
	return b
}

// Sum appends the sum of what was written so far.
func (d *Digest) Sum(in []byte) []byte {
	c := d.clone()
	// A one bit, zeros, and how many bits there were, which fills a block.
	pad := append(make([]byte, 0, 2*d.kind.Block), 0x80)
	for (len(c.rest)+len(pad)+2*d.kind.WordSize)%d.kind.Block != 0 {
		pad = append(pad, 0)
	}
	high, low := d.total>>61, d.total<<3
	switch {
	case d.kind.Little:
		pad = binary.LittleEndian.AppendUint64(pad, low)
	case d.kind.WordSize == 8:
		pad = binary.BigEndian.AppendUint64(pad, high)
		fallthrough
	default:
		pad = binary.BigEndian.AppendUint64(pad, low)
	}
	c.Write(pad)
	var out []byte
	for _, w := range c.state[:d.kind.Words] {
		out = d.word(out, w)
	}
	return append(in, out[:d.kind.Size]...)
}

// AppendBinary appends the state.
func (d *Digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, d.kind.Magic...)
	for _, w := range d.state[:d.kind.Words] {
		for i := d.kind.WordSize - 1; i >= 0; i-- {
			b = append(b, byte(w>>(8*i)))
		}
	}
	b = append(b, d.rest...)
	b = append(b, make([]byte, d.kind.Block-len(d.rest))...)
	return binary.BigEndian.AppendUint64(b, d.total), nil
}

// MarshalBinary is the state.
func (d *Digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

// UnmarshalBinary goes on from a state.
func (d *Digest) UnmarshalBinary(b []byte) error {
	k := d.kind
	if len(b) < len(k.Magic) || string(b[:len(k.Magic)]) != k.Magic {
		return errors.New(k.Name + ": invalid hash state identifier")
	}
	if len(b) != len(k.Magic)+k.Words*k.WordSize+k.Block+8 {
		return errors.New(k.Name + ": invalid hash state size")
	}
	b = b[len(k.Magic):]
	for i := range k.Words {
		w := uint64(0)
		for _, c := range b[:k.WordSize] {
			w = w<<8 | uint64(c)
		}
		d.state[i] = w
		b = b[k.WordSize:]
	}
	d.total = binary.BigEndian.Uint64(b[k.Block:])
	d.rest = append(make([]byte, 0, k.Block), b[:d.total%uint64(k.Block)]...)
	return nil
}
