// Package rand draws pseudo-random numbers: the second version of math/rand.
package rand

import (
	"internal/rt"
	"math/bits"
)

// A Source yields numbers of 64 random bits.
type Source interface {
	Uint64() uint64
}

// A Rand draws numbers of many kinds from a source.
type Rand struct {
	src Source
}

// run draws from the run's own seed.
var run Rand

// New makes a Rand that draws from src.
func New(src Source) *Rand { return &Rand{src} }

// Uint64 draws 64 bits.
func (r *Rand) Uint64() uint64 {
	if r == &run {
		return rt.Rand64()
	}
	return r.src.Uint64()
}

// Int64 draws 63 bits.
func (r *Rand) Int64() int64 { return int64(r.Uint64() &^ (1 << 63)) }

// Uint32 draws 32 bits.
func (r *Rand) Uint32() uint32 { return uint32(r.Uint64() >> 32) }

// Int32 draws 31 bits.
func (r *Rand) Int32() int32 { return int32(r.Uint64() >> 33) }

// Int draws an int >= 0.
func (r *Rand) Int() int { return int(r.Int64()) }

// Uint draws a uint.
func (r *Rand) Uint() uint { return uint(r.Uint64()) }

// below draws from [0, n) by multiplication (Lemire's method).
func (r *Rand) below(n uint64) uint64 {
	if n&(n-1) == 0 {
		return r.Uint64() & (n - 1)
	}
	hi, lo := bits.Mul64(r.Uint64(), n)
	if lo < n {
		for few := -n % n; lo < few; {
			hi, lo = bits.Mul64(r.Uint64(), n)
		}
	}
	return hi
}

// Int64N draws from [0, n).
func (r *Rand) Int64N(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int64N")
	}
	return int64(r.below(uint64(n)))
}

// Uint64N draws from [0, n).
func (r *Rand) Uint64N(n uint64) uint64 {
	if n == 0 {
		panic("invalid argument to Uint64N")
	}
	return r.below(n)
}

// Int32N draws from [0, n).
func (r *Rand) Int32N(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int32N")
	}
	return int32(r.below(uint64(n)))
}

// Uint32N draws from [0, n).
func (r *Rand) Uint32N(n uint32) uint32 {
	if n == 0 {
		panic("invalid argument to Uint32N")
	}
	return uint32(r.below(uint64(n)))
}

// IntN draws from [0, n).
func (r *Rand) IntN(n int) int {
	if n <= 0 {
		panic("invalid argument to IntN")
	}
	return int(r.below(uint64(n)))
}

// UintN draws from [0, n).
func (r *Rand) UintN(n uint) uint {
	if n == 0 {
		panic("invalid argument to UintN")
	}
	return uint(r.below(uint64(n)))
}

// N draws from [0, n) of any integer type.
func (r *Rand) N[Int integer](n Int) Int {
	if n <= 0 {
		panic("invalid argument to N")
	}
	return Int(r.below(uint64(n)))
}

// Float64 draws from [0, 1).
func (r *Rand) Float64() float64 { return float64(r.Uint64()&(1<<53-1)) / (1 << 53) }

// Float32 draws from [0, 1).
func (r *Rand) Float32() float32 { return float32(r.Uint32()&(1<<24-1)) / (1 << 24) }

// Perm draws an order of [0, n).
func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	for i := n - 1; i > 0; i-- {
		j := r.below(uint64(i + 1))
		p[i], p[j] = p[j], p[i]
	}
	return p
}

// Shuffle draws an order of n things that swap exchanges.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for i := n - 1; i > 0; i-- {
		swap(i, int(r.below(uint64(i+1))))
	}
}
