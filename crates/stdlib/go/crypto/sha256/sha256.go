// Package sha256 holds SHA-256 and SHA-224.
package sha256

import (
	"hash"
	"internal/blocks"
)

// Sizes in bytes.
const (
	Size      = 32
	Size224   = 28
	BlockSize = 64
)

// kind starts from eight of the roots, shifted.
func kind(magic string, size int, roots []uint64, shift uint) *blocks.Kind {
	k := &blocks.Kind{Name: "crypto/sha256", Magic: magic, Words: 8, WordSize: 4, Block: BlockSize, Size: size, Step: blocks.Sha32}
	for i := range k.Start {
		k.Start[i] = roots[i] >> shift & (1<<32 - 1)
	}
	return k
}

var (
	full   = kind("sha\x03", Size, blocks.Roots[:8], 32)
	sha224 = kind("sha\x02", Size224, blocks.Roots[8:], 0)
)

// New is SHA-256.
func New() hash.Hash { return blocks.New(full) }

// New224 is SHA-224.
func New224() hash.Hash { return blocks.New(sha224) }

// Sum256 is the SHA-256 of data.
func Sum256(data []byte) [Size]byte { return [Size]byte(blocks.Sum(full, data)) }

// Sum224 is the SHA-224 of data.
func Sum224(data []byte) [Size224]byte { return [Size224]byte(blocks.Sum(sha224, data)) }
