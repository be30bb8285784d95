// Long computations with big numbers: digits of pi and e, Fibonacci and Mersenne numbers, a key pair.
package main

import (
	"crypto/sha256"
	"fmt"
	"math/big"
	"sync"
)

func pi(digits int) *big.Int {
	one := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits+10)), nil)
	arctan := func(x int64) *big.Int {
		sum, term := new(big.Int), new(big.Int).Div(one, big.NewInt(x))
		square := big.NewInt(x * x)
		for n := int64(1); term.Sign() != 0; n += 2 {
			part := new(big.Int).Div(term, big.NewInt(n))
			if n%4 == 1 {
				sum.Add(sum, part)
			} else {
				sum.Sub(sum, part)
			}
			term.Div(term, square)
		}
		return sum
	}
	a, b := arctan(5), arctan(239)
	a.Mul(a, big.NewInt(16)).Sub(a, b.Mul(b, big.NewInt(4)))
	return a.Div(a, new(big.Int).Exp(big.NewInt(10), big.NewInt(10), nil))
}

func main() {
	var wg sync.WaitGroup
	results := make([]string, 4)
	for i, n := range []int{50, 100, 300, 1000} {
		wg.Go(func() { results[i] = pi(n).String() })
	}
	wg.Wait()
	for _, r := range results {
		fmt.Println(r)
	}

	e := new(big.Rat).SetInt64(1)
	term := new(big.Rat).SetInt64(1)
	for i := int64(1); i < 60; i++ {
		term.Quo(term, new(big.Rat).SetInt64(i))
		e.Add(e, term)
	}
	fmt.Println(e.FloatString(80))
	f := new(big.Float).SetPrec(300).SetRat(e)
	fmt.Println(f.Text('f', 80), f.Text('g', 30), f)
	root := new(big.Float).SetPrec(400).SetInt64(2)
	fmt.Println(root.Sqrt(root).Text('f', 110))

	a, b := new(big.Int), big.NewInt(1)
	for range 1000 {
		a.Add(a, b)
		a, b = b, a
	}
	fmt.Println(a, a.BitLen(), fmt.Sprintf("%x", a))
	for _, p := range []uint{2, 3, 5, 7, 11, 13, 17, 19, 23, 31, 61, 67, 89, 107, 127, 521} {
		m := new(big.Int).Lsh(big.NewInt(1), p)
		fmt.Print(p, m.Sub(m, big.NewInt(1)).ProbablyPrime(5), " ")
	}
	fmt.Println()

	p, _ := new(big.Int).SetString("f123456789abcdef0123456789abcdef0123456789c0ffee12345601", 16)
	for !p.ProbablyPrime(0) {
		p.Add(p, big.NewInt(2))
	}
	q := new(big.Int).Lsh(p, 3)
	q.Or(q, big.NewInt(1))
	for !q.ProbablyPrime(0) {
		q.Add(q, big.NewInt(2))
	}
	n := new(big.Int).Mul(p, q)
	one := big.NewInt(1)
	phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	public := big.NewInt(65537)
	secret := new(big.Int).ModInverse(public, phi)
	sum := sha256.Sum256([]byte("message"))
	m := new(big.Int).SetBytes(sum[:])
	signed := new(big.Int).Exp(m, secret, n)
	fmt.Println(p, q, signed)
	fmt.Println(new(big.Int).Exp(signed, public, n).Cmp(m))
}
