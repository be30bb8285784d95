// The functions that draw from the run's own seed.

package rand

// Int64 draws 63 bits.
func Int64() int64 { return run.Int64() }

// Uint32 draws 32 bits.
func Uint32() uint32 { return run.Uint32() }

// Uint64 draws 64 bits.
func Uint64() uint64 { return run.Uint64() }

// Int32 draws 31 bits.
func Int32() int32 { return run.Int32() }

// Int draws an int >= 0.
func Int() int { return run.Int() }

// Uint draws a uint.
func Uint() uint { return run.Uint() }

// Int64N draws from [0, n).
func Int64N(n int64) int64 { return run.Int64N(n) }

// Uint64N draws from [0, n).
func Uint64N(n uint64) uint64 { return run.Uint64N(n) }

// Int32N draws from [0, n).
func Int32N(n int32) int32 { return run.Int32N(n) }

// Uint32N draws from [0, n).
func Uint32N(n uint32) uint32 { return run.Uint32N(n) }

// IntN draws from [0, n).
func IntN(n int) int { return run.IntN(n) }

// UintN draws from [0, n).
func UintN(n uint) uint { return run.UintN(n) }

type integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

// N draws from [0, n) of any integer type.
func N[Int integer](n Int) Int { return run.N(n) }

// Float64 draws from [0, 1).
func Float64() float64 { return run.Float64() }

// Float32 draws from [0, 1).
func Float32() float32 { return run.Float32() }

// Perm draws an order of [0, n).
func Perm(n int) []int { return run.Perm(n) }

// Shuffle draws an order of n things that swap exchanges.
func Shuffle(n int, swap func(i, j int)) { run.Shuffle(n, swap) }

// NormFloat64 draws from the standard normal distribution.
func NormFloat64() float64 { return run.NormFloat64() }

// ExpFloat64 draws from the exponential distribution with rate 1.
func ExpFloat64() float64 { return run.ExpFloat64() }
