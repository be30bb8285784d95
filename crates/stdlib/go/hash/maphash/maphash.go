// Package maphash hashes for tables in memory: the hashes depend on a seed, which the run's own seed
// determines here.
package maphash

import (
	"encoding/binary"
	"hash"
	"internal/rt"
	"math/bits"
)

// A Seed chooses one of many functions.
type Seed struct{ s uint64 }

// MakeSeed draws a seed.
func MakeSeed() Seed {
	for {
		// 0 marks those that were never made.
		if s := rt.Rand64(); s != 0 {
			return Seed{s}
		}
	}
}

func (s Seed) start() uint64 {
	if s.s == 0 {
		panic("maphash: use of uninitialized Seed")
	}
	return s.s
}

// mix takes a word into a hash.
func mix(h, word uint64) uint64 {
	hi, lo := bits.Mul64(h^word^0x9e3779b97f4a7c15, 0xd6e8feb86659fd93^bits.RotateLeft64(h, 32))
	return hi ^ lo ^ h
}

// feed takes bytes into a hash, whatever pieces they come in.
func feed[B string | []byte](h uint64, b B) uint64 {
	for i := range len(b) {
		h = mix(h, uint64(b[i]))
	}
	return h
}

// Bytes is the hash of b.
func Bytes(seed Seed, b []byte) uint64 { return feed(seed.start(), b) }

// String is the hash of the bytes of s.
func String(seed Seed, s string) uint64 { return feed(seed.start(), s) }

// A Hash takes in bytes; the zero value has a seed of its own.
type Hash struct {
	_     [0]func()
	seed  Seed
	state uint64
}

var _ hash.Hash64 = (*Hash)(nil)

func (h *Hash) begin() {
	if h.seed.s == 0 {
		h.SetSeed(MakeSeed())
	}
}

// Seed is the seed in use.
func (h *Hash) Seed() Seed {
	h.begin()
	return h.seed
}

// SetSeed forgets all bytes and goes on with another seed.
func (h *Hash) SetSeed(seed Seed) { h.seed, h.state = seed, seed.start() }

// Reset forgets all bytes.
func (h *Hash) Reset() {
	h.begin()
	h.state = h.seed.s
}

// Write adds bytes; it never fails.
func (h *Hash) Write(b []byte) (int, error) {
	h.begin()
	h.state = feed(h.state, b)
	return len(b), nil
}

// WriteString adds the bytes of s; it never fails.
func (h *Hash) WriteString(s string) (int, error) {
	h.begin()
	h.state = feed(h.state, s)
	return len(s), nil
}

// WriteByte adds a byte; it never fails.
func (h *Hash) WriteByte(b byte) error {
	h.begin()
	h.state = mix(h.state, uint64(b))
	return nil
}

// Sum64 is the hash so far.
func (h *Hash) Sum64() uint64 {
	h.begin()
	return h.state
}

// Sum appends the hash so far.
func (h *Hash) Sum(b []byte) []byte { return binary.BigEndian.AppendUint64(b, h.Sum64()) }

// Size is 8.
func (h *Hash) Size() int { return 8 }

// BlockSize is the number of bytes that gc takes in at a time.
func (h *Hash) BlockSize() int { return 128 }

// Clone is a copy that goes on from here.
func (h *Hash) Clone() (hash.Cloner, error) {
	h.begin()
	c := *h
	return &c, nil
}
