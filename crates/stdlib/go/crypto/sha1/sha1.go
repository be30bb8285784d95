// Package sha1 holds SHA-1.
package sha1

import (
	"encoding/binary"
	"hash"
	"internal/blocks"
)

// Sizes in bytes.
const (
	Size      = 20
	BlockSize = 64
)

var kind = &blocks.Kind{
	Name: "crypto/sha1", Magic: "sha\x01", Words: 5, WordSize: 4, Block: BlockSize, Size: Size, Step: step,
	Start: [8]uint64{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0},
}

func step(h *[8]uint64, block []byte) {
	var w [80]uint32
	for i := range 16 {
		w[i] = binary.BigEndian.Uint32(block[4*i:])
	}
	for i := 16; i < 80; i++ {
		x := w[i-3] ^ w[i-8] ^ w[i-14] ^ w[i-16]
		w[i] = x<<1 | x>>31
	}
	a, b, c, d, e := uint32(h[0]), uint32(h[1]), uint32(h[2]), uint32(h[3]), uint32(h[4])
	for i, x := range &w {
		var f uint32
		switch {
		case i < 20:
			f = (b&c | ^b&d) + 0x5a827999
		case i < 40:
			f = (b ^ c ^ d) + 0x6ed9eba1
		case i < 60:
			f = (b&c | b&d | c&d) + 0x8f1bbcdc
		default:
			f = (b ^ c ^ d) + 0xca62c1d6
		}
		a, b, c, d, e = (a<<5|a>>27)+f+e+x, a, b<<30|b>>2, c, d
	}
	for i, x := range [5]uint32{a, b, c, d, e} {
		h[i] = uint64(uint32(h[i]) + x)
	}
}

// New is SHA-1.
func New() hash.Hash { return blocks.New(kind) }

// Sum is the SHA-1 of data.
func Sum(data []byte) [Size]byte { return [Size]byte(blocks.Sum(kind, data)) }
