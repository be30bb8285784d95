// Compares package strconv with Go's.
package main

import (
	"fmt"
	"math"
	"math/rand"
	"strconv"
	"x/diff"
	x "x/strconv"
)

func main() {
	ints := []int64{0, 1, 9, 10, 11, 99, 100, 101, 999, 1000, 1001, 9999, 10000, 12345, 123456, 1234567, math.MaxInt64, math.MinInt64, math.MaxInt32, -1, -10, -99, -100, -12345}
	for i := 0; i < 10000; i++ {
		ints = append(ints, rand.Int63()>>uint(rand.Intn(63))*int64(1-2*rand.Intn(2)))
	}
	p := int64(1)
	for i := 0; i < 19; i++ {
		ints = append(ints, p, p-1, p+1, -p)
		p *= 10
	}
	for _, i := range ints {
		diff.Eq("itoa", x.Itoa(int(i)), strconv.Itoa(int(i)))
		diff.Eq("u", x.FormatUint(uint64(i), 10), strconv.FormatUint(uint64(i), 10))
		for _, b := range []int{2, 3, 8, 10, 16, 36} {
			diff.Eq("fmt", x.FormatInt(i, b), strconv.FormatInt(i, b))
			diff.Eq("fmt", string(x.AppendUint([]byte("x"), uint64(i), b)), string(strconv.AppendUint([]byte("x"), uint64(i), b)))
		}
		s := strconv.Itoa(int(i))
		a, e1 := x.Atoi(s)
		diff.Eq("atoi", int64(a), i)
		diff.Eq("atoi", e1, nil)
	}
	diff.Eq("base", diff.Panics(func() any { return x.FormatInt(3, 1) }), diff.Panics(func() any { return strconv.FormatInt(3, 1) }))
	texts := []string{"", "0", "-", "+", "+1", "-1", "--1", "1x", "x", "0x", "0x1", "0xfg", "0X1F", "0b101", "0o17", "017", "08", "1_000", "0x_1", "0_1", "_1", "1_", "1__0", "0x1__1", "0_", "0b_", "99999999999999999999", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616", "128", "127", "-128", "-129", "255", "256", "-0", "1 ", " 1", "é", "1\x80", "zz", "ZZ", "0x7fffffffffffffff", "000000000000000000000000001", "12345678901234567890123",
		"1.5", "1e5", "1e", "1e+", "1e-5", ".5", "5.", ".", "e5", "1.2.3", "inf", "Inf", "+Inf", "-inf", "infinity", "INFINITY", "infin", "nan", "NaN", "-nan", "+nan", "nanx", "1_0.5", "1_0", "1e1_0", "0x1p-2", "0x1.8p1", "0x1.8", "0xp1", "0x.8p0", "0x1P+3", "0x_1p0", "0x1_0p1_0", "1e400", "-1e400", "1e-400", "1e39", "3.4028235e38", "3.4028236e38", "4.9e-324", "1.7976931348623157e308", "1.797693134862315808e308", "0x1p1024", "0x1p-1080", "1p5", "1e5x", "1i", "i", "1+2i", "(1+2i)", "1-2i", "1+2", "1++2i", "1+-2i", "(1+2i", "1e400i", "inf+nani", "1+infi", "-inf-infi", "1+i", "+1+2i", "nan+nani", "1_0+2_0i", "3i ", "0x1p0+0x1p1i", "()", "(", "1e+2i", "+inf+infi", "1+2ii", "infi", "infinityi", "-", "+i", "1+nani", "nan-nani"}
	for _, s := range texts {
		for _, b := range []int{0, 2, 8, 10, 16, 36, 1, 37} {
			for _, bits := range []int{0, 8, 16, 32, 64, 65, -1} {
				a1, e1 := x.ParseInt(s, b, bits)
				a2, e2 := strconv.ParseInt(s, b, bits)
				diff.Eq(fmt.Sprint("pi ", s, b, bits), fmt.Sprint(a1, diff.Text(e1)), fmt.Sprint(a2, diff.Text(e2)))
				b1, e1 := x.ParseUint(s, b, bits)
				b2, e2 := strconv.ParseUint(s, b, bits)
				diff.Eq(fmt.Sprint("pu ", s, b, bits), fmt.Sprint(b1, diff.Text(e1)), fmt.Sprint(b2, diff.Text(e2)))
			}
		}
		a1, e1 := x.Atoi(s)
		a2, e2 := strconv.Atoi(s)
		diff.Eq(fmt.Sprint("atoi ", s), fmt.Sprint(a1, diff.Text(e1)), fmt.Sprint(a2, diff.Text(e2)))
		c1, e1 := x.ParseBool(s)
		c2, e2 := strconv.ParseBool(s)
		diff.Eq(fmt.Sprint("pb ", s), fmt.Sprint(c1, diff.Text(e1)), fmt.Sprint(c2, diff.Text(e2)))
		for _, bits := range []int{32, 64} {
			f1, e1 := x.ParseFloat(s, bits)
			f2, e2 := strconv.ParseFloat(s, bits)
			diff.Eq(fmt.Sprint("pf ", s), fmt.Sprint(f1, diff.Text(e1)), fmt.Sprint(f2, diff.Text(e2)))
			g1, e1 := x.ParseComplex(s, bits*2)
			g2, e2 := strconv.ParseComplex(s, bits*2)
			diff.Eq(fmt.Sprint("pc ", s), fmt.Sprint(g1, diff.Text(e1)), fmt.Sprint(g2, diff.Text(e2)))
		}
	}
	alpha := "0123._ex+-piInfaN()"
	for i := 0; i < 2000000; i++ {
		n := rand.Intn(9)
		p := make([]byte, n)
		for j := range p {
			p[j] = alpha[rand.Intn(len(alpha))]
		}
		s := string(p)
		f1, e1 := x.ParseFloat(s, 64)
		f2, e2 := strconv.ParseFloat(s, 64)
		if diff.Text(e1) != diff.Text(e2) || f1 != f2 && f1 == f1 {
			diff.Eq("pf "+s, fmt.Sprint(f1, diff.Text(e1)), fmt.Sprint(f2, diff.Text(e2)))
		}
		g1, e1 := x.ParseComplex(s, 128)
		g2, e2 := strconv.ParseComplex(s, 128)
		if diff.Text(e1) != diff.Text(e2) || g1 != g2 && g1 == g1 {
			diff.Eq("pc "+s, fmt.Sprint(g1, diff.Text(e1)), fmt.Sprint(g2, diff.Text(e2)))
		}
		i1, e1 := x.ParseInt(s, 0, 64)
		i2, e2 := strconv.ParseInt(s, 0, 64)
		if diff.Text(e1) != diff.Text(e2) || i1 != i2 {
			diff.Eq("pi "+s, fmt.Sprint(i1, diff.Text(e1)), fmt.Sprint(i2, diff.Text(e2)))
		}
	}
	for _, f := range []float64{0, 1, -1, 1.5, 1e20, 1e21, 1e22, 1e300, 1e-300, 5e-324, math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN(), 0.1, 1.0 / 3, 123456789, math.Copysign(0, -1)} {
		for _, c := range "eEfgGbxXFz" {
			for _, p := range []int{-1, 0, 1, 5, 20, 100, 1200} {
				for _, bits := range []int{32, 64} {
					diff.Eq("ff", x.FormatFloat(f, byte(c), p, bits), strconv.FormatFloat(f, byte(c), p, bits))
				}
			}
		}
		diff.Eq("fc", x.FormatComplex(complex(f, -f), 'g', -1, 128), strconv.FormatComplex(complex(f, -f), 'g', -1, 128))
		diff.Eq("fc", x.FormatComplex(complex(f, f), 'g', -1, 128), strconv.FormatComplex(complex(f, f), 'g', -1, 128))
	}
	for r := rune(-3); r < 0x110003; r++ {
		if x.IsPrint(r) != strconv.IsPrint(r) || x.IsGraphic(r) != strconv.IsGraphic(r) || x.QuoteRune(r) != strconv.QuoteRune(r) || x.QuoteRuneToASCII(r) != strconv.QuoteRuneToASCII(r) || x.QuoteRuneToGraphic(r) != strconv.QuoteRuneToGraphic(r) {
			diff.Eq("pr", r, x.QuoteRune(r))
		}
	}
	parts := []string{"a", "\\", "\"", "'", "`", "\n", "\t", "\r", "\x00", "\x7f", "\x80", "é", "\u2028", "\U0001F600", "\uFFFD", "n", "x", "u", "U", "0", "1", "7", "9", "f", "00e9", "\ufeff", "\u00a0", "\x01"}
	for i := 0; i < 1000000; i++ {
		s := ""
		for n := rand.Intn(7); n > 0; n-- {
			s += parts[rand.Intn(len(parts))]
		}
		if x.Quote(s) != strconv.Quote(s) || x.QuoteToASCII(s) != strconv.QuoteToASCII(s) || x.QuoteToGraphic(s) != strconv.QuoteToGraphic(s) || x.CanBackquote(s) != strconv.CanBackquote(s) {
			diff.Eq("q", s, x.Quote(s))
		}
		for _, q := range []string{"", "\"", "'", "`"} {
			t := q + s + q
			a1, e1 := x.Unquote(t)
			a2, e2 := strconv.Unquote(t)
			if a1 != a2 || diff.Text(e1) != diff.Text(e2) {
				diff.Eq("uq "+t, fmt.Sprint(a1, diff.Text(e1)), fmt.Sprint(a2, diff.Text(e2)))
			}
			t = q + s
			a1, e1 = x.QuotedPrefix(t)
			a2, e2 = strconv.QuotedPrefix(t)
			if a1 != a2 || diff.Text(e1) != diff.Text(e2) {
				diff.Eq("qp "+t, fmt.Sprint(a1, diff.Text(e1)), fmt.Sprint(a2, diff.Text(e2)))
			}
		}
	}
	diff.Done()
}
