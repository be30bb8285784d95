// Package md5 holds MD5.
package md5

import (
	"encoding/binary"
	"hash"
	"internal/blocks"
	"math"
)

// Sizes in bytes.
const (
	Size      = 16
	BlockSize = 64
)

var kind = &blocks.Kind{
	Name: "crypto/md5", Magic: "md5\x01", Words: 4, WordSize: 4, Block: BlockSize, Size: Size, Little: true, Step: step,
	Start: [8]uint64{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476},
}

// sines are the first 32 bits behind the point of |sin 1|, |sin 2|, and so on.
var sines = func() (t [64]uint32) {
	for i := range t {
		t[i] = uint32(math.Abs(math.Sin(float64(i+1))) * (1 << 32))
	}
	return t
}()

var turns = [4][4]uint8{{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}

func step(h *[8]uint64, block []byte) {
	a, b, c, d := uint32(h[0]), uint32(h[1]), uint32(h[2]), uint32(h[3])
	for i, t := range &sines {
		var f uint32
		at := i
		switch i / 16 {
		case 0:
			f = b&c | ^b&d
		case 1:
			f, at = d&b|^d&c, 5*i+1
		case 2:
			f, at = b^c^d, 3*i+5
		default:
			f, at = c^(b|^d), 7*i
		}
		f += a + t + binary.LittleEndian.Uint32(block[at%16*4:])
		by := turns[i/16][i%4]
		a, b, c, d = d, b+(f<<by|f>>(32-by)), b, c
	}
	for i, x := range [4]uint32{a, b, c, d} {
		h[i] = uint64(uint32(h[i]) + x)
	}
}

// New is MD5.
func New() hash.Hash { return blocks.New(kind) }

// Sum is the MD5 of data.
func Sum(data []byte) [Size]byte { return [Size]byte(blocks.Sum(kind, data)) }
