// Package fnv holds the hash functions by Fowler, Noll and Vo.
package fnv

import (
	"hash"
	"math/bits"
)

const (
	start32 = 2166136261
	start64 = 14695981039346656037
	startHi = 0x6c62272e07bb0142
	startLo = 0x62b821756295c58d
	prime32 = 16777619
	prime64 = 1099511628211
	// The prime for 128 bits is 1<<88 + 0x13b.
	primeLo = 0x13b
)

// The types with an a multiply last.
type (
	sum32   uint32
	sum32a  uint32
	sum64   uint64
	sum64a  uint64
	sum128  [2]uint64
	sum128a [2]uint64
)

// New32 is FNV-1 with 32 bits.
func New32() hash.Hash32 {
	s := sum32(start32)
	return &s
}

// New32a is FNV-1a with 32 bits.
func New32a() hash.Hash32 {
	s := sum32a(start32)
	return &s
}

// New64 is FNV-1 with 64 bits.
func New64() hash.Hash64 {
	s := sum64(start64)
	return &s
}

// New64a is FNV-1a with 64 bits.
func New64a() hash.Hash64 {
	s := sum64a(start64)
	return &s
}

// New128 is FNV-1 with 128 bits.
func New128() hash.Hash { return &sum128{startHi, startLo} }

// New128a is FNV-1a with 128 bits.
func New128a() hash.Hash { return &sum128a{startHi, startLo} }

func (s *sum32) Reset()   { *s = start32 }
func (s *sum32a) Reset()  { *s = start32 }
func (s *sum64) Reset()   { *s = start64 }
func (s *sum64a) Reset()  { *s = start64 }
func (s *sum128) Reset()  { *s = sum128{startHi, startLo} }
func (s *sum128a) Reset() { *s = sum128a{startHi, startLo} }

func (s *sum32) Sum32() uint32  { return uint32(*s) }
func (s *sum32a) Sum32() uint32 { return uint32(*s) }
func (s *sum64) Sum64() uint64  { return uint64(*s) }
func (s *sum64a) Sum64() uint64 { return uint64(*s) }

func (s *sum32) Write(data []byte) (int, error) {
	h := *s
	for _, c := range data {
		h = h*prime32 ^ sum32(c)
	}
	*s = h
	return len(data), nil
}

func (s *sum32a) Write(data []byte) (int, error) {
	h := *s
	for _, c := range data {
		h = (h ^ sum32a(c)) * prime32
	}
	*s = h
	return len(data), nil
}

func (s *sum64) Write(data []byte) (int, error) {
	h := *s
	for _, c := range data {
		h = h*prime64 ^ sum64(c)
	}
	*s = h
	return len(data), nil
}

func (s *sum64a) Write(data []byte) (int, error) {
	h := *s
	for _, c := range data {
		h = (h ^ sum64a(c)) * prime64
	}
	*s = h
	return len(data), nil
}

func times(hi, lo uint64) (uint64, uint64) {
	over, low := bits.Mul64(lo, primeLo)
	return over + hi*primeLo + lo<<24, low
}

func (s *sum128) Write(data []byte) (int, error) {
	hi, lo := s[0], s[1]
	for _, c := range data {
		hi, lo = times(hi, lo)
		lo ^= uint64(c)
	}
	s[0], s[1] = hi, lo
	return len(data), nil
}

func (s *sum128a) Write(data []byte) (int, error) {
	hi, lo := s[0], s[1]
	for _, c := range data {
		hi, lo = times(hi, lo^uint64(c))
	}
	s[0], s[1] = hi, lo
	return len(data), nil
}

func (s *sum32) Size() int   { return 4 }
func (s *sum32a) Size() int  { return 4 }
func (s *sum64) Size() int   { return 8 }
func (s *sum64a) Size() int  { return 8 }
func (s *sum128) Size() int  { return 16 }
func (s *sum128a) Size() int { return 16 }

func (s *sum32) BlockSize() int   { return 1 }
func (s *sum32a) BlockSize() int  { return 1 }
func (s *sum64) BlockSize() int   { return 1 }
func (s *sum64a) BlockSize() int  { return 1 }
func (s *sum128) BlockSize() int  { return 1 }
func (s *sum128a) BlockSize() int { return 1 }

func big32(b []byte, v uint32) []byte {
	return append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func big64(b []byte, v uint64) []byte { return big32(big32(b, uint32(v>>32)), uint32(v)) }

func (s *sum32) Sum(in []byte) []byte   { return big32(in, uint32(*s)) }
func (s *sum32a) Sum(in []byte) []byte  { return big32(in, uint32(*s)) }
func (s *sum64) Sum(in []byte) []byte   { return big64(in, uint64(*s)) }
func (s *sum64a) Sum(in []byte) []byte  { return big64(in, uint64(*s)) }
func (s *sum128) Sum(in []byte) []byte  { return big64(big64(in, s[0]), s[1]) }
func (s *sum128a) Sum(in []byte) []byte { return big64(big64(in, s[0]), s[1]) }
