// Package rand draws from the random source of the run, which its seed determines: here nothing is
// secret.
package rand

import (
	"errors"
	"internal/rt"
	"io"
	"math/big"
)

type source struct{}

func (source) Read(b []byte) (int, error) {
	for i := 0; i < len(b); i += 8 {
		w := rt.Rand64()
		for j := i; j < min(i+8, len(b)); j++ {
			b[j] = byte(w)
			w >>= 8
		}
	}
	return len(b), nil
}

// Reader is the source of the run.
var Reader io.Reader = source{}

// Read fills b; it never fails.
func Read(b []byte) (int, error) {
	if _, err := io.ReadFull(Reader, b); err != nil {
		panic("crypto/rand: failed to read random data (see https://go.dev/issue/66821): " + err.Error())
	}
	return len(b), nil
}

// Text is 26 letters and digits, which are 128 bits and more.
func Text() string {
	b := make([]byte, 26)
	Read(b)
	for i, c := range b {
		b[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[c%32]
	}
	return string(b)
}

// Int draws from [0, max).
func Int(rand io.Reader, max *big.Int) (*big.Int, error) {
	if max.Sign() <= 0 {
		panic("crypto/rand: argument to Int is <= 0")
	}
	n := new(big.Int).Sub(max, big.NewInt(1))
	bits := n.BitLen()
	b := make([]byte, (bits+7)/8)
	for bits > 0 {
		if _, err := io.ReadFull(rand, b); err != nil {
			return nil, err
		}
		b[0] &= 0xff >> (-uint(bits) % 8)
		if n.SetBytes(b).Cmp(max) < 0 {
			break
		}
	}
	return n, nil
}

// Prime draws a number of so many bits that is most likely a prime.
func Prime(rand io.Reader, bits int) (*big.Int, error) {
	if bits < 2 {
		return nil, errors.New("crypto/rand: prime size must be at least 2-bit")
	}
	b := make([]byte, (bits+7)/8)
	p := new(big.Int)
	for {
		if _, err := io.ReadFull(rand, b); err != nil {
			return nil, err
		}
		b[0] &= 0xff >> (-uint(bits) % 8)
		p.SetBytes(b)
		// The product of two such numbers has twice as many bits.
		p.SetBit(p, bits-1, 1)
		p.SetBit(p, bits-2, 1)
		p.SetBit(p, 0, 1)
		if p.ProbablyPrime(20) {
			return p, nil
		}
	}
}
