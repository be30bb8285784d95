// The functions that draw from the run's own seed.

package rand

// Seed does nothing, as in Go since 1.24: use New(NewSource(seed)).
func Seed(seed int64) {}

// Int63 draws 63 bits.
func Int63() int64 { return run.Int63() }

// Uint32 draws 32 bits.
func Uint32() uint32 { return run.Uint32() }

// Uint64 draws 64 bits.
func Uint64() uint64 { return run.Uint64() }

// Int31 draws 31 bits.
func Int31() int32 { return run.Int31() }

// Int draws an int >= 0.
func Int() int { return run.Int() }

// Int63n draws from [0, n).
func Int63n(n int64) int64 { return run.Int63n(n) }

// Int31n draws from [0, n).
func Int31n(n int32) int32 { return run.Int31n(n) }

// Intn draws from [0, n).
func Intn(n int) int { return run.Intn(n) }

// Float64 draws from [0, 1).
func Float64() float64 { return run.Float64() }

// Float32 draws from [0, 1).
func Float32() float32 { return run.Float32() }

// Perm draws an order of [0, n).
func Perm(n int) []int { return run.Perm(n) }

// Shuffle draws an order of n things that swap exchanges.
func Shuffle(n int, swap func(i, j int)) { run.Shuffle(n, swap) }

// Read fills p with random bytes.
func Read(p []byte) (n int, err error) {
	var r Rand
	r.src, r.s64 = own{}, own{}
	return r.Read(p)
}

// own is the run's seed as a source.
type own struct{}

func (own) Int63() int64    { return run.Int63() }
func (own) Uint64() uint64  { return run.Uint64() }
func (own) Seed(seed int64) {}

// NormFloat64 draws from the standard normal distribution.
func NormFloat64() float64 { return run.NormFloat64() }

// ExpFloat64 draws from the exponential distribution with rate 1.
func ExpFloat64() float64 { return run.ExpFloat64() }
