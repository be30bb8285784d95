// Floats of all precisions and modes, and fractions: arithmetic, conversions, text.
package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/big"
	"math/rand"
	"strings"
)

var rnd = rand.New(rand.NewSource(2))

func try(name string, f func() string) (s string) {
	defer func() {
		if e := recover(); e != nil {
			s = fmt.Sprintf("%s panics: %v %T", name, e, e)
			s = strings.ReplaceAll(s, "lab/", "")
		}
	}()
	return f()
}

func float() *big.Float {
	z := new(big.Float).SetPrec(uint([]int{0, 1, 2, 10, 24, 53, 64, 65, 100, 128, 200, 500}[rnd.Intn(12)])).SetMode(big.RoundingMode(rnd.Intn(6)))
	switch rnd.Intn(10) {
	case 0:
		z.SetInt64(int64(rnd.Intn(7) - 3))
	case 1:
		z.SetFloat64(rnd.NormFloat64())
	case 2:
		z.SetFloat64(math.Float64frombits(rnd.Uint64() &^ (1 << 62)))
	case 3:
		z.SetInf(rnd.Intn(2) == 0)
	case 4:
		z.SetUint64(rnd.Uint64())
	case 5:
		z.SetMantExp(big.NewFloat(rnd.Float64()), rnd.Intn(2400)-1200)
	case 6:
		a := new(big.Int).Rand(rnd, new(big.Int).Lsh(big.NewInt(1), uint(rnd.Intn(400))))
		z.SetInt(a)
	case 7:
		z.SetRat(rat())
	case 8:
		z.Parse(fmt.Sprintf("%de%d", rnd.Intn(100000), rnd.Intn(80)-40), 10)
	case 9:
		z.Parse(fmt.Sprintf("%d.%de%d", rnd.Intn(1000), rnd.Uint64(), rnd.Intn(800)-400), 0)
	}
	if rnd.Intn(3) == 0 {
		z.Neg(z)
	}
	return z
}

func rat() *big.Rat {
	switch rnd.Intn(5) {
	case 0:
		return big.NewRat(int64(rnd.Intn(7)-3), int64(rnd.Intn(5)+1))
	case 1:
		return big.NewRat(int64(rnd.Uint64()), int64(rnd.Uint64()>>20)+1)
	case 2:
		r, _ := new(big.Rat).SetString(fmt.Sprintf("%d.%de%d", rnd.Intn(1000), rnd.Intn(1000000), rnd.Intn(600)-300))
		return r
	case 3:
		return new(big.Rat).SetFloat64(rnd.NormFloat64())
	}
	a := new(big.Int).Rand(rnd, new(big.Int).Lsh(big.NewInt(1), uint(rnd.Intn(400))))
	b := new(big.Int).Rand(rnd, new(big.Int).Lsh(big.NewInt(1), uint(rnd.Intn(400))))
	return new(big.Rat).SetFrac(a, b.Add(b, big.NewInt(1)))
}

func show(f *big.Float) string {
	return fmt.Sprint(f.Text('p', 0), " ", f.Prec(), f.Mode(), f.Acc(), f.Signbit(), f.MinPrec(), f.IsInt(), f.IsInf(), f.Sign())
}

func out() *big.Float {
	return new(big.Float).SetPrec(uint([]int{0, 1, 2, 10, 24, 53, 64, 65, 100, 128, 200, 500}[rnd.Intn(12)])).SetMode(big.RoundingMode(rnd.Intn(6)))
}

func main() {
	type F = big.Float
	ops := []struct {
		name string
		f    func(a, b *F) string
	}{
		{"add", func(a, b *F) string { return show(out().Add(a, b)) }},
		{"sub", func(a, b *F) string { return show(out().Sub(a, b)) }},
		{"mul", func(a, b *F) string { return show(out().Mul(a, b)) }},
		{"quo", func(a, b *F) string { return show(out().Quo(a, b)) }},
		{"cancel", func(a, b *F) string {
			s := out().Add(a, b)
			return show(s.Sub(s, a)) + show(out().Sub(a, a))
		}},
		{"alias", func(a, b *F) string {
			x := new(F).Copy(a)
			x.Add(x, x)
			x.Mul(x, b)
			x.Quo(b, x)
			x.Sub(x, a)
			return show(x)
		}},
		{"sqrt", func(a, b *F) string {
			z := out().Sqrt(a)
			return fmt.Sprint(z.Text('p', 0), z.Prec(), z.Mode())
		}},
		{"set", func(a, b *F) string {
			return show(out().Set(a)) + show(out().Neg(a)) + show(out().Abs(a)) + show(new(F).Copy(a))
		}},
		{"prec", func(a, b *F) string { return show(new(F).Copy(a).SetPrec(uint(rnd.Intn(100)))) }},
		{"cmp", func(a, b *F) string { return fmt.Sprint(a.Cmp(b), a.Cmp(a)) }},
		{"mantexp", func(a, b *F) string {
			m := new(F)
			e := a.MantExp(m)
			return fmt.Sprint(show(m), e, show(out().SetMantExp(a, rnd.Intn(100)-50)))
		}},
		{"float64", func(a, b *F) string { f, acc := a.Float64(); return fmt.Sprint(f, acc, math.Signbit(f)) }},
		{"float32", func(a, b *F) string { f, acc := a.Float32(); return fmt.Sprint(f, acc) }},
		{"int", func(a, b *F) string { i, acc := a.Int(nil); return fmt.Sprint(i, acc) }},
		{"int64", func(a, b *F) string {
			i, acc := a.Int64()
			u, acc2 := a.Uint64()
			return fmt.Sprint(i, acc, u, acc2)
		}},
		{"rat", func(a, b *F) string { i, acc := a.Rat(nil); return fmt.Sprint(i, acc) }},
		{"string", func(a, b *F) string { return a.String() }},
		{"text", func(a, b *F) string {
			s := ""
			for _, f := range "eEfgGbpxz" {
				s += a.Text(byte(f), rnd.Intn(30)-5) + " "
			}
			return s
		}},
		{"shortest", func(a, b *F) string {
			return a.Text('e', -1) + " " + a.Text('g', -1) + " " + a.Text('f', -1) + " " + a.Text('x', -1)
		}},
		{"format", func(a, b *F) string {
			s := ""
			for _, f := range []string{"%v", "%g", "%e", "%f", "%.3f", "%10.2f", "%-12.3e|", "%+g", "% g", "%020.3f", "%s", "%d", "%b", "%x", "%F", "%G", "%+010v", "% +.2f"} {
				s += fmt.Sprintf(f, a) + " "
			}
			return s
		}},
		{"gob", func(a, b *F) string {
			x, err := a.GobEncode()
			z := out()
			err2 := z.GobDecode(x)
			return fmt.Sprintf("%v %v %s", err, err2, show(z))
		}},
		{"marshal", func(a, b *F) string {
			x, err := a.MarshalText()
			z := out()
			err2 := z.UnmarshalText(x)
			return fmt.Sprintf("%s %v %v %s", x, err, err2, show(z))
		}},
		{"rats", func(_, _ *F) string {
			a, b := rat(), rat()
			r := func() *big.Rat { return new(big.Rat) }
			f64, ex := a.Float64()
			f32, ex2 := a.Float32()
			n, ex3 := a.FloatPrec()
			return fmt.Sprint(r().Add(a, b), r().Sub(a, b), r().Mul(a, b), a.Cmp(b), a.IsInt(), a.RatString(), a.Sign(), a.Num(), a.Denom(),
				f64, ex, f32, ex2, n, ex3, " ", a.FloatString(rnd.Intn(10)), " ", b.FloatString(0), try("quo", func() string { return fmt.Sprint(r().Quo(a, b), r().Inv(a)) }),
				r().Neg(a), r().Abs(a), r().Set(a).Add(a, a))
		}},
		{"ratgob", func(_, _ *F) string {
			a := rat()
			x, err := a.GobEncode()
			z := new(big.Rat)
			err2 := z.GobDecode(x)
			t, err3 := a.MarshalText()
			return fmt.Sprintf("%x %v %v %s %s %v %v", x, err, err2, z, t, err3, z.UnmarshalText(t))
		}},
	}
	for _, op := range ops {
		h := fnv.New64a()
		for i := range 60 {
			a, b := float(), float()
			s := try(op.name, func() string { return op.f(a, b) })
			fmt.Fprint(h, s)
			if i < 3 {
				fmt.Println(op.name, show(a), "|", show(b), "=", s)
			}
		}
		fmt.Printf("%s %x\n", op.name, h.Sum64())
	}
	for _, s := range []string{"", "0", "-0", "+", "1/2", "-3/6", "1/0", "1/-2", "0x10/0b11", "1.5", ".5", "5.", ".", "1e3", "1e-3", "1p3", "0x1p-4", "0x1.8p1", "0x.p1", "1_0.5", "1._5", "1_.5", "1e_5", "1e1_0", "1e", "1e+", "0b1.1", "0o7.4", "010", "010.5", "08.5", "1e99999999999999999999", "Inf", "-inf", "+Inf", "NaN", "inff", "1 ", " 1", "1p3000000000", "0x1e5", "0x", "0b", "0_1", "0x_1", "1/2/3", "1.5/2", "1e-400", "123456789012345678901234567890.125", "0x1p0x1", "1E5", "1P5", "3.14159265358979323846264338327950288", "1e1000"} {
		fmt.Println(s)
		r, ok := new(big.Rat).SetString(s)
		if ok && r.Num().BitLen() > 10000 {
			fmt.Println("big", r.Num().BitLen())
		} else {
			fmt.Println(r, ok)
		}
		for _, base := range []int{0, 2, 8, 10, 16, 7} {
			fmt.Print(try("parse", func() string {
				f, b, err := new(big.Float).Parse(s, base)
				if f == nil {
					return fmt.Sprintln(b, err)
				}
				return fmt.Sprintln(f, b, err, show(f))
			}))
		}
		f, ok := new(big.Float).SetString(s)
		fmt.Println(f, ok, new(big.Float).UnmarshalText([]byte(s)), new(big.Rat).UnmarshalText([]byte(s)), new(big.Int).UnmarshalText([]byte(s)))
	}
	for _, in := range []struct{ f, s string }{{"%f", "1.5 "}, {"%v", "3/4 x"}, {"%d", "1"}, {"%g", "1e5"}, {"%e", ""}, {"%v", "1/0"}, {"%v", "x"}} {
		var r big.Rat
		var f big.Float
		n, err := fmt.Sscanf(in.s, in.f, &r)
		fmt.Println(in, n, err)
		n, err = fmt.Sscanf(in.s, in.f, &f)
		fmt.Println(in, n, err, &f)
	}
	fmt.Println(try("frac", func() string { return big.NewRat(1, 0).String() }), try("nan", func() string { return big.NewFloat(math.NaN()).String() }), try("nan", func() string { return new(F).SetFloat64(math.NaN()).String() }))
	fmt.Println(new(big.Rat).SetFloat64(math.Inf(1)), new(big.Rat), new(big.Rat).Denom(), new(big.Float), big.RoundingMode(9), big.Accuracy(4))
	for i := range 8 {
		fmt.Println(new(big.Float).GobDecode(make([]byte, i)), new(big.Rat).GobDecode(make([]byte, i)), new(big.Int).GobDecode(make([]byte, i)))
		fmt.Println(new(big.Float).GobDecode(append([]byte{1, 2}, make([]byte, i*3)...)), new(big.Rat).GobDecode(append([]byte{2, 0, 0, 0, 3}, make([]byte, i)...)))
	}
	fmt.Println(new(big.Float).SetMantExp(big.NewFloat(0.5), big.MaxExp+1), new(big.Float).SetMantExp(big.NewFloat(-0.5), big.MinExp-1), new(big.Float).SetMantExp(big.NewFloat(0.5), big.MaxExp).Text('p', 0))
	big1 := new(big.Float).SetMantExp(big.NewFloat(0.5), big.MaxExp)
	fmt.Println(show(new(F).Mul(big1, big1)), show(new(F).Quo(big.NewFloat(1), new(F).Mul(big1, big.NewFloat(1)))))
	fmt.Println(new(big.Int).Binomial(50, 20), new(big.Int).MulRange(5, 40), new(big.Int).MulRange(-9, -2), new(big.Int).MulRange(-2, 2), new(big.Int).MulRange(3, 1))
	for _, p := range []int64{3, 5, 7, 11, 13, 17, 97, 193, 257, 7681, 1000000007, 998244353} {
		for x := int64(-3); x < 12; x++ {
			fmt.Print(new(big.Int).ModSqrt(big.NewInt(x), big.NewInt(p)), " ")
		}
		fmt.Println()
	}
	for i := int64(-2); i < 300; i++ {
		if big.NewInt(i).ProbablyPrime(0) {
			fmt.Print(i, " ")
		}
	}
	for _, s := range []string{"2047", "3215031751", "3825123056546413051", "18446744073709551557", "170141183460469231731687303715884105727", "170141183460469231731687303715884105729", "5459", "5777", "10877", "989", "3239", "4181", "6721", "1194649", "12327121"} {
		x, _ := new(big.Int).SetString(s, 10)
		fmt.Println(s, x.ProbablyPrime(0), x.ProbablyPrime(5))
	}
}
