// Integers of any size: every operation on random numbers, text in all bases, formats, scanning.
package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/big"
	"math/rand"
)

var rnd = rand.New(rand.NewSource(1))

func random() *big.Int {
	z := new(big.Int)
	switch rnd.Intn(6) {
	case 0:
		z.SetInt64(int64(rnd.Intn(7) - 3))
	case 1:
		z.SetUint64(rnd.Uint64())
	case 2:
		z.Lsh(big.NewInt(1), uint(rnd.Intn(300)))
		z.Sub(z, big.NewInt(int64(rnd.Intn(3))))
	case 3:
		w := make([]big.Word, rnd.Intn(6)+1)
		for i := range w {
			w[i] = []big.Word{0, 1, math.MaxUint64, 1 << 63, 1<<63 - 1, big.Word(rnd.Uint64())}[rnd.Intn(6)]
		}
		z.SetBits(w)
	case 4:
		b := make([]byte, rnd.Intn(100))
		rnd.Read(b)
		z.SetBytes(b)
	default:
		b := make([]byte, rnd.Intn(900))
		rnd.Read(b)
		z.SetBytes(b)
	}
	if rnd.Intn(2) == 0 {
		z.Neg(z)
	}
	return z
}

type I = big.Int

func try(name string, f func() string) (s string) {
	defer func() {
		if e := recover(); e != nil {
			s = fmt.Sprint(name, " panics: ", e)
		}
	}()
	return f()
}

func n() *I { return new(I) }

func main() {
	ops := []struct {
		name string
		f    func(a, b, c *I) string
	}{
		{"add", func(a, b, c *I) string { return n().Add(a, b).String() }},
		{"sub", func(a, b, c *I) string { return n().Sub(a, b).String() }},
		{"mul", func(a, b, c *I) string { return n().Mul(a, b).String() }},
		{"sqr", func(a, b, c *I) string { return n().Mul(a, a).Text(16) }},
		{"quorem", func(a, b, c *I) string { q, r := n().QuoRem(a, b, n()); return q.String() + " " + r.String() }},
		{"quo", func(a, b, c *I) string { return n().Quo(a, b).String() }},
		{"rem", func(a, b, c *I) string { return n().Rem(a, b).String() }},
		{"divmod", func(a, b, c *I) string { q, r := n().DivMod(a, b, n()); return q.String() + " " + r.String() }},
		{"div", func(a, b, c *I) string { return n().Div(a, b).String() }},
		{"mod", func(a, b, c *I) string { return n().Mod(a, b).String() }},
		{"alias", func(a, b, c *I) string {
			x, y := n().Set(a), n().Set(b)
			x.QuoRem(x, y, y)
			s := x.String() + " " + y.String()
			x, y = n().Set(a), n().Set(b)
			y.DivMod(x, y, x)
			s += x.String() + " " + y.String()
			x.Mul(x, x).Add(x, x).Sub(x, y).And(x, x).Or(x, y).Xor(x, y).AndNot(x, y)
			return s + x.String()
		}},
		{"divide", func(a, b, c *I) string {
			s := ""
			for _, m := range []big.RoundingMode{big.Trunc, big.Floor, big.Round, big.Ceil, 1, 3, 77} {
				s += try("divide", func() string {
					q, r := n().Divide(a, b, n(), m)
					return fmt.Sprint(" ", q, " ", r)
				})
				n().Divide(a, n().Or(b, big.NewInt(1)), nil, big.Floor)
			}
			return s
		}},
		{"bits", func(a, b, c *I) string {
			return fmt.Sprint(n().And(a, b), n().Or(a, b), n().Xor(a, b), n().AndNot(a, b), n().Not(a))
		}},
		{"shift", func(a, b, c *I) string {
			k := uint(rnd.Intn(200))
			return fmt.Sprint(n().Lsh(a, k), n().Rsh(a, k), n().Rsh(n().Lsh(a, k), k).Cmp(a), k)
		}},
		{"bit", func(a, b, c *I) string {
			i := rnd.Intn(300)
			return fmt.Sprint(a.Bit(i), n().SetBit(a, i, 0), n().SetBit(a, i, 1), a.BitLen(), a.TrailingZeroBits())
		}},
		{"cmp", func(a, b, c *I) string {
			return fmt.Sprint(a.Cmp(b), a.CmpAbs(b), a.Cmp(a), a.Sign(), a.Int64(), a.Uint64(), a.IsInt64(), a.IsUint64())
		}},
		{"float", func(a, b, c *I) string { f, acc := a.Float64(); return fmt.Sprint(f, acc) }},
		{"exp", func(a, b, c *I) string {
			if c.BitLen() > 200 {
				c = n().Rsh(c, 1000)
			}
			b = n().Rsh(b, uint(max(0, b.BitLen()-300)))
			return fmt.Sprint(n().Exp(a, b, c.SetBit(c, 3, 1)))
		}},
		{"exp2", func(a, b, c *I) string {
			return fmt.Sprint(n().Exp(a, big.NewInt(int64(rnd.Intn(8)-2)), nil), n().Exp(a, big.NewInt(3), big.NewInt(0)))
		}},
		{"gcd", func(a, b, c *I) string {
			x, y := n(), n()
			g := n().GCD(x, y, a, b)
			return fmt.Sprint(g, x, y, n().GCD(nil, nil, a, b), n().GCD(x, nil, a, b), x, n().GCD(nil, y, b, a), y)
		}},
		{"modinverse", func(a, b, c *I) string { return fmt.Sprint(n().ModInverse(a, b)) }},
		{"jacobi", func(a, b, c *I) string { return fmt.Sprint(big.Jacobi(a, b)) }},
		{"sqrt", func(a, b, c *I) string { return fmt.Sprint(n().Sqrt(a)) }},
		{"text", func(a, b, c *I) string {
			s := ""
			for base := 2; base <= 62; base += 1 + rnd.Intn(9) {
				t := a.Text(base)
				v, ok := n().SetString(t, base)
				s += fmt.Sprint(t, ok, v.Cmp(a))
			}
			return s
		}},
		{"bytes", func(a, b, c *I) string {
			return fmt.Sprintf("%x %x", a.Bytes(), a.FillBytes(make([]byte, 120)))
		}},
		{"prime", func(a, b, c *I) string {
			return fmt.Sprint(n().Rsh(a, uint(max(0, a.BitLen()-90))).ProbablyPrime(3))
		}},
		{"rand", func(a, b, c *I) string { return fmt.Sprint(n().Rand(rnd, a)) }},
	}
	for _, op := range ops {
		h := fnv.New64a()
		for i := range 60 {
			a, b, c := random(), random(), random()
			s := try(op.name, func() string { return op.f(a, b, c) })
			fmt.Fprint(h, s)
			if i < 4 && len(s) < 200 {
				fmt.Println(op.name, a, b, "=", s)
			}
		}
		fmt.Printf("%s %x\n", op.name, h.Sum64())
	}
	for _, s := range []string{"", "0", "-0", "+", "-", "+5", "0x", "0x_1", "0b102", "0o17", "017", "08", "0_8", "1_000", "1__0", "_1", "1_", "0x1_f", "0X1F", "zz", " 1", "1 ", "00", "0_0", "0b", "0o", "09", "1e5", "--5", "0_", "0x_"} {
		for _, base := range []int{0, 2, 8, 10, 16, 36, 37, 62} {
			v, ok := n().SetString(s, base)
			fmt.Print(s, "/", base, " ", v, ok, "; ")
		}
		fmt.Println()
	}
	for _, base := range []int{-1, 1, 63} {
		fmt.Println(try("text", func() string { return big.NewInt(0).Text(base) }), try("set", func() string { n().SetString("1", base); return "" }))
	}
	for _, f := range []string{"%d", "%v", "%s", "%x", "%X", "%#x", "%#X", "%o", "%#o", "%O", "%b", "%#b", "%+d", "% d", "%10d", "%-10d|", "%010d", "%+010d", "%.5d", "%10.5d", "%-10.5d|", "%010.5d", "%.0d", "%q", "%e", "%t", "%#v", "%T", "%p", "%#10x", "%#010x", "%-#10x|", "%c", "%5.0d|"} {
		for _, x := range []*I{big.NewInt(0), big.NewInt(1234), big.NewInt(-255)} {
			if f != "%p" && f != "%T" {
				fmt.Printf(f+" ", x)
			}
		}
		if f != "%p" && f != "%T" {
			fmt.Printf(f, (*I)(nil))
		}
		fmt.Println()
	}
	for _, in := range []struct{ f, s string }{{"%d", "123 "}, {"%x", "ff"}, {"%v", "0xff"}, {"%s", "-0b11"}, {"%b", "1012"}, {"%o", "779"}, {"%q", "1"}, {"%d", "x"}, {"%d", ""}, {"%d", "  -7"}, {"%v", "1_0_"}, {"%v", "é"}, {"%X", "-FFg"}} {
		z := n()
		var rest string
		c, err := fmt.Sscanf(in.s, in.f, z)
		fmt.Println(in, c, err, z, rest)
	}
	var a, b I
	fmt.Println(fmt.Sscan("12 0x34", &a, &b))
	fmt.Println(&a, &b)
}
