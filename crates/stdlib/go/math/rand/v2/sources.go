// The sources PCG and ChaCha8.

package rand

import (
	"errors"
	"math/bits"
)

// A PCG is a permuted congruential generator with 128 bits of state.
type PCG struct {
	hi uint64
	lo uint64
}

// NewPCG makes a PCG with a seed.
func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

// Seed starts over with another seed.
func (p *PCG) Seed(seed1, seed2 uint64) { p.hi, p.lo = seed1, seed2 }

// Uint64 draws 64 bits.
func (p *PCG) Uint64() uint64 {
	// state = state*2549297995355413924_4865540595714422341 (base 2**64) + ...
	hi, lo := bits.Mul64(p.lo, 4865540595714422341)
	hi += p.hi*4865540595714422341 + p.lo*2549297995355413924
	lo, carry := bits.Add64(lo, 1442695040888963407, 0)
	hi += 6364136223846793005 + carry
	p.hi, p.lo = hi, lo
	// The variant DXSM makes a number of the state.
	hi ^= hi >> 32
	hi *= 0xda942042e4dd58b5
	hi ^= hi >> 48
	return hi * (lo | 1)
}

func put(b []byte, v uint64, little bool) []byte {
	for i := range 8 {
		if !little {
			i = 7 - i
		}
		b = append(b, byte(v>>(8*i)))
	}
	return b
}

func get(b []byte, little bool) (v uint64) {
	for i := range 8 {
		if little {
			i = 7 - i
		}
		v = v<<8 | uint64(b[i])
	}
	return v
}

// AppendBinary appends the state.
func (p *PCG) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, "pcg:"...)
	return put(put(b, p.hi, false), p.lo, false), nil
}

// MarshalBinary is the state.
func (p *PCG) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }

// UnmarshalBinary takes up a state.
func (p *PCG) UnmarshalBinary(data []byte) error {
	if len(data) != 20 || string(data[:4]) != "pcg:" {
		return errors.New("invalid PCG encoding")
	}
	p.hi, p.lo = get(data[4:], false), get(data[12:], false)
	return nil
}

// A ChaCha8 is a generator that cannot be predicted: the stream of the cipher
// ChaCha with 8 rounds, in a format of its own (c2sp.org/chacha8rand).
type ChaCha8 struct {
	// buf holds 4 blocks of the cipher, word by word; the last 4 of every 16
	// blocks end with the seed of the next 16.
	buf  [32]uint64
	seed [4]uint64
	next uint32
	end  uint32
	// block is the number of the first block in buf.
	block uint32
	// What Read has left of its last number.
	rest [8]byte
	left int
}

const wordsPerSeed = 4

// NewChaCha8 makes a ChaCha8 with a seed.
func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := new(ChaCha8)
	c.Seed(seed)
	return c
}

// Seed starts over with another seed.
func (c *ChaCha8) Seed(seed [32]byte) {
	for i := range c.seed {
		c.seed[i] = get(seed[8*i:], true)
	}
	c.left = 0
	c.rest = [8]byte{}
	c.fill(0)
}

// Uint64 draws 64 bits.
func (c *ChaCha8) Uint64() uint64 {
	if c.next == c.end {
		block := c.block + 4
		if block == 16 {
			copy(c.seed[:], c.buf[len(c.buf)-wordsPerSeed:])
			block = 0
		}
		c.fill(block)
	}
	v := c.buf[c.next]
	c.next++
	return v
}

// fill computes four blocks.
func (c *ChaCha8) fill(block uint32) {
	c.block = block
	c.next, c.end = 0, uint32(len(c.buf))
	if block == 12 {
		c.end -= wordsPerSeed
	}
	var key [8]uint32
	for i, s := range c.seed {
		key[2*i], key[2*i+1] = uint32(s), uint32(s>>32)
	}
	for i := range uint32(4) {
		// Word w of block i is half of buf[2*w + i/2].
		at, shift := i/2, i%2*32
		words := chacha(&key, block+i)
		for w, v := range words {
			if shift == 0 {
				c.buf[2*w+int(at)] = uint64(v)
			} else {
				c.buf[2*w+int(at)] |= uint64(v) << 32
			}
		}
	}
}

// chacha is one block. Unlike in the cipher, only the key is added at the end.
func chacha(key *[8]uint32, block uint32) [16]uint32 {
	a0, a1, a2, a3 := uint32(0x61707865), uint32(0x3320646e), uint32(0x79622d32), uint32(0x6b206574)
	b0, b1, b2, b3 := key[0], key[1], key[2], key[3]
	c0, c1, c2, c3 := key[4], key[5], key[6], key[7]
	d0, d1, d2, d3 := block, uint32(0), uint32(0), uint32(0)
	for range 4 {
		a0, b0, c0, d0 = quarter(a0, b0, c0, d0)
		a1, b1, c1, d1 = quarter(a1, b1, c1, d1)
		a2, b2, c2, d2 = quarter(a2, b2, c2, d2)
		a3, b3, c3, d3 = quarter(a3, b3, c3, d3)

		a0, b1, c2, d3 = quarter(a0, b1, c2, d3)
		a1, b2, c3, d0 = quarter(a1, b2, c3, d0)
		a2, b3, c0, d1 = quarter(a2, b3, c0, d1)
		a3, b0, c1, d2 = quarter(a3, b0, c1, d2)
	}
	return [16]uint32{
		a0, a1, a2, a3,
		b0 + key[0], b1 + key[1], b2 + key[2], b3 + key[3],
		c0 + key[4], c1 + key[5], c2 + key[6], c3 + key[7],
		d0, d1, d2, d3,
	}
}

func quarter(a, b, c, d uint32) (uint32, uint32, uint32, uint32) {
	a += b
	d = bits.RotateLeft32(d^a, 16)
	c += d
	b = bits.RotateLeft32(b^c, 12)
	a += b
	d = bits.RotateLeft32(d^a, 8)
	c += d
	b = bits.RotateLeft32(b^c, 7)
	return a, b, c, d
}

// Read fills p with random bytes.
func (c *ChaCha8) Read(p []byte) (n int, err error) {
	n = len(p)
	for len(p) > 0 {
		if c.left == 0 {
			put(c.rest[:0], c.Uint64(), true)
			c.left = 8
		}
		k := copy(p, c.rest[8-c.left:])
		c.left -= k
		p = p[k:]
	}
	return n, nil
}

// AppendBinary appends the state.
func (c *ChaCha8) AppendBinary(b []byte) ([]byte, error) {
	if c.left > 0 {
		b = append(b, "readbuf:"...)
		b = append(b, byte(c.left))
		b = append(b, c.rest[8-c.left:]...)
	}
	b = append(b, "chacha8:"...)
	b = put(b, uint64(c.block)*8+uint64(c.next), false)
	for _, s := range c.seed {
		b = put(b, s, true)
	}
	return b, nil
}

// MarshalBinary is the state.
func (c *ChaCha8) MarshalBinary() ([]byte, error) { return c.AppendBinary(nil) }

// UnmarshalBinary takes up a state.
func (c *ChaCha8) UnmarshalBinary(data []byte) error {
	if len(data) >= 8 && string(data[:8]) == "readbuf:" {
		data = data[8:]
		if len(data) == 0 || data[0] > 8 || len(data) < 1+int(data[0]) {
			return errors.New("invalid ChaCha8 Read buffer encoding")
		}
		c.left = int(data[0])
		copy(c.rest[8-c.left:], data[1:1+c.left])
		data = data[1+c.left:]
	}
	if len(data) != 48 || string(data[:8]) != "chacha8:" {
		return errors.New("invalid ChaCha8 encoding")
	}
	used := get(data[8:], false)
	if used > 4*uint64(len(c.buf))-wordsPerSeed {
		return errors.New("invalid ChaCha8 encoding")
	}
	for i := range c.seed {
		c.seed[i] = get(data[16+8*i:], true)
	}
	c.fill(uint32(used) / 32 * 4)
	c.next = uint32(used % 32)
	return nil
}
