// Package rand draws pseudo-random numbers.
//
// A source with a seed yields the same numbers as in the gc toolchain's
// library. The functions of the package itself draw from the run's own seed.
package rand

import "internal/rt"

// A Source yields numbers of 63 random bits.
type Source interface {
	Int63() int64
	Seed(seed int64)
}

// A Source64 also yields numbers of 64 random bits.
type Source64 interface {
	Source
	Uint64() uint64
}

const (
	size   = 607
	behind = 273
	prime  = 1<<31 - 1
)

// additive is a lagged Fibonacci generator: each number is the sum of those
// drawn 607 and 273 steps before.
type additive struct {
	tap, feed int
	state     [size]int64
}

// NewSource makes a source with a seed.
func NewSource(seed int64) Source {
	s := new(additive)
	s.Seed(seed)
	return s
}

// lehmer is a step of the generator that spreads the seed.
func lehmer(x int32) int32 { return int32(int64(x) * 48271 % prime) }

// Seed starts over with another seed.
func (s *additive) Seed(seed int64) {
	s.tap, s.feed = 0, size-behind
	seed %= prime
	if seed < 0 {
		seed += prime
	}
	if seed == 0 {
		seed = 89482311
	}
	x := int32(seed)
	for range 20 {
		x = lehmer(x)
	}
	for i := range s.state {
		a := lehmer(x)
		b := lehmer(a)
		x = lehmer(b)
		s.state[i] = cooked[i] ^ int64(a)<<40 ^ int64(b)<<20 ^ int64(x)
	}
}

func (s *additive) Uint64() uint64 {
	s.tap--
	if s.tap < 0 {
		s.tap = size - 1
	}
	s.feed--
	if s.feed < 0 {
		s.feed = size - 1
	}
	x := s.state[s.feed] + s.state[s.tap]
	s.state[s.feed] = x
	return uint64(x)
}

func (s *additive) Int63() int64 { return int64(s.Uint64() & (1<<63 - 1)) }

// A Rand draws numbers of many kinds from a source.
type Rand struct {
	src Source
	s64 Source64
	// What Read has left of its last number.
	rest  int64
	bytes int8
}

// run draws from the run's own seed.
var run Rand

// New makes a Rand that draws from src.
func New(src Source) *Rand {
	s64, _ := src.(Source64)
	return &Rand{src: src, s64: s64}
}

// Seed starts over with another seed.
func (r *Rand) Seed(seed int64) {
	r.src.Seed(seed)
	r.bytes = 0
}

// Int63 draws 63 bits.
func (r *Rand) Int63() int64 {
	if r == &run {
		return int64(rt.Rand64() & (1<<63 - 1))
	}
	return r.src.Int63()
}

// Uint64 draws 64 bits.
func (r *Rand) Uint64() uint64 {
	if r == &run {
		return rt.Rand64()
	}
	if r.s64 != nil {
		return r.s64.Uint64()
	}
	return uint64(r.Int63())>>31 | uint64(r.Int63())<<32
}

// Uint32 draws 32 bits.
func (r *Rand) Uint32() uint32 { return uint32(r.Int63() >> 31) }

// Int31 draws 31 bits.
func (r *Rand) Int31() int32 { return int32(r.Int63() >> 32) }

// Int draws an int >= 0.
func (r *Rand) Int() int { return int(r.Int63()) }

// Int63n draws from [0, n).
func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	if n&(n-1) == 0 {
		return r.Int63() & (n - 1)
	}
	// Beyond the last whole multiple of n, small results would come up more
	// often.
	last := int64(1<<63 - 1 - 1<<63%uint64(n))
	v := r.Int63()
	for v > last {
		v = r.Int63()
	}
	return v % n
}

// Int31n draws from [0, n).
func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	if n&(n-1) == 0 {
		return r.Int31() & (n - 1)
	}
	last := int32(1<<31 - 1 - 1<<31%uint32(n))
	v := r.Int31()
	for v > last {
		v = r.Int31()
	}
	return v % n
}

// below draws from [0, n) by multiplication (Lemire's method).
func (r *Rand) below(n uint32) uint32 {
	p := uint64(r.Uint32()) * uint64(n)
	if uint32(p) < n {
		for few := -n % n; uint32(p) < few; {
			p = uint64(r.Uint32()) * uint64(n)
		}
	}
	return uint32(p >> 32)
}

// Intn draws from [0, n).
func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	if n < 1<<31 {
		return int(r.Int31n(int32(n)))
	}
	return int(r.Int63n(int64(n)))
}

// Float64 draws from [0, 1).
func (r *Rand) Float64() float64 {
	for {
		// Rounding may yield 1.
		if f := float64(r.Int63()) / (1 << 63); f != 1 {
			return f
		}
	}
}

// Float32 draws from [0, 1).
func (r *Rand) Float32() float32 {
	for {
		if f := float32(r.Float64()); f != 1 {
			return f
		}
	}
}

// Perm draws an order of [0, n).
func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		j := r.Intn(i + 1)
		p[i] = p[j]
		p[j] = i
	}
	return p
}

// Shuffle draws an order of n things that swap exchanges.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	i := n - 1
	for ; i >= 1<<31-1; i-- {
		swap(i, int(r.Int63n(int64(i+1))))
	}
	for ; i > 0; i-- {
		swap(i, int(r.below(uint32(i+1))))
	}
}

// Read fills p with random bytes.
func (r *Rand) Read(p []byte) (n int, err error) {
	for i := range p {
		if r.bytes == 0 {
			r.rest = r.Int63()
			r.bytes = 7
		}
		p[i] = byte(r.rest)
		r.rest >>= 8
		r.bytes--
	}
	return len(p), nil
}
