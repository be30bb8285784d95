// Package sha512 holds SHA-512 and its shorter kin.
package sha512

import (
	"hash"
	"internal/blocks"
)

// Sizes in bytes.
const (
	Size      = 64
	Size224   = 28
	Size256   = 32
	Size384   = 48
	BlockSize = 128
)

func kind(magic string, size int, start ...uint64) *blocks.Kind {
	return &blocks.Kind{Name: "crypto/sha512", Magic: magic, Start: [8]uint64(start), Words: 8, WordSize: 8, Block: BlockSize, Size: size, Step: blocks.Sha64}
}

var (
	full   = kind("sha\x07", Size, blocks.Roots[:8]...)
	sha384 = kind("sha\x04", Size384, blocks.Roots[8:]...)
	sha256 = kind("sha\x06", Size256,
		0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151, 0x963877195940eabd,
		0x96283ee2a88effe3, 0xbe5e1e2553863992, 0x2b0199fc2c85b8aa, 0x0eb72ddc81c52ca2,
	)
	sha224 = kind("sha\x05", Size224,
		0x8c3d37c819544da2, 0x73e1996689dcd4d6, 0x1dfab7ae32ff9c82, 0x679dd514582f9fcf,
		0x0f6d2b697bd44da8, 0x77e36f7304c48942, 0x3f9d85a86a1d36c8, 0x1112e6ad91d692a1,
	)
)

// New is SHA-512.
func New() hash.Hash { return blocks.New(full) }

// New384 is SHA-384.
func New384() hash.Hash { return blocks.New(sha384) }

// New512_256 is SHA-512/256.
func New512_256() hash.Hash { return blocks.New(sha256) }

// New512_224 is SHA-512/224.
func New512_224() hash.Hash { return blocks.New(sha224) }

// Sum512 is the SHA-512 of data.
func Sum512(data []byte) [Size]byte { return [Size]byte(blocks.Sum(full, data)) }

// Sum384 is the SHA-384 of data.
func Sum384(data []byte) [Size384]byte { return [Size384]byte(blocks.Sum(sha384, data)) }

// Sum512_256 is the SHA-512/256 of data.
func Sum512_256(data []byte) [Size256]byte { return [Size256]byte(blocks.Sum(sha256, data)) }

// Sum512_224 is the SHA-512/224 of data.
func Sum512_224(data []byte) [Size224]byte { return [Size224]byte(blocks.Sum(sha224, data)) }
