// Package hash says what a hash function can do.
package hash

import "io"

// A Hash takes in bytes and sums them up.
type Hash interface {
	// Write adds bytes; it never fails.
	io.Writer

	// Sum appends the sum so far to b.
	Sum(b []byte) []byte

	// Reset forgets all bytes.
	Reset()

	// Size is the number of bytes of a sum.
	Size() int

	// BlockSize is the number of bytes that are best added at a time.
	BlockSize() int
}

// A Hash32 has a sum of 32 bits.
type Hash32 interface {
	Hash
	Sum32() uint32
}

// A Hash64 has a sum of 64 bits.
type Hash64 interface {
	Hash
	Sum64() uint64
}

// A Cloner can be copied.
type Cloner interface {
	Hash
	Clone() (Cloner, error)
}

// An XOF has a sum of any length.
type XOF interface {
	io.Writer
	io.Reader
	Reset()
	BlockSize() int
}
