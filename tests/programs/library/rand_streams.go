// The streams of seeded sources.
package main

import (
	"fmt"
	"hash/fnv"
	"math/rand"
	r2 "math/rand/v2"
)

// What the program prints goes into a sum; now and then it is shown.
var (
	sum   = fnv.New64a()
	lines int
)

func noted() {
	if lines++; lines%50 == 0 {
		fmt.Printf("%d %x\n", lines, sum.Sum64())
	}
}

func out(a ...any) {
	fmt.Fprintln(sum, a...)
	noted()
}

func outf(format string, a ...any) {
	fmt.Fprintf(sum, format, a...)
	noted()
}

func outp(a ...any) { fmt.Fprint(sum, a...) }

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			outf("%s: %v\n", name, r)
		}
	}()
	f()
}

type only63 struct{ s rand.Source }

func (o only63) Int63() int64 { return o.s.Int63() }
func (o only63) Seed(x int64) { o.s.Seed(x) }
func main() {
	for _, seed := range []int64{0, 1, -1, 42, 1<<31 - 1, 1 << 31, -(1<<31 - 1), 1 << 62, -1 << 63, 1700000000123456789, 7} {
		for v := 0; v < 2; v++ {
			src := rand.NewSource(seed)
			if v == 1 {
				src = only63{src}
			}
			r := rand.New(src)
			for i := 0; i < 40; i++ {
				out(r.Int63(), r.Uint32(), r.Uint64(), r.Int31(), r.Int(), r.Int63n(int64(i)*1e15+3), r.Int31n(int32(i)+1), r.Intn(i+7), r.Intn(1<<40+i), r.Float64(), r.Float32(), r.NormFloat64(), r.ExpFloat64())
			}
			out(r.Perm(50))
			a := make([]int, 60)
			for i := range a {
				a[i] = i
			}
			r.Shuffle(60, func(i, j int) { a[i], a[j] = a[j], a[i] })
			out(a)
			b := make([]byte, 33)
			out(r.Read(b))
			out(b)
			r.Read(b[:5])
			out(b)
			r.Seed(9)
			r.Read(b)
			out(b)
			z := rand.NewZipf(r, 1.5, 2, 1000)
			for i := 0; i < 300; i++ {
				outp(z.Uint64(), " ")
			}
			out()
			for i := 0; i < 200; i++ {
				out(r.NormFloat64(), r.ExpFloat64())
			}
		}
	}
	out(rand.NewZipf(nil, 1, 1, 1))
	r := rand.New(rand.NewSource(1))
	try("n", func() { r.Intn(0) })
	try("n", func() { r.Int63n(-1) })
	try("n", func() { r.Int31n(0) })
	try("n", func() { r.Shuffle(-1, nil) })
	try("z", func() { (*rand.Zipf)(nil).Uint64() })
	try("perm", func() { r.Perm(-1) })
	out(r.Perm(0))
	var sd [32]byte
	for i := range sd {
		sd[i] = byte(i*7 + 1)
	}
	cc := r2.NewChaCha8(sd)
	pc := r2.NewPCG(1, 2)
	for _, s := range []r2.Source{pc, cc} {
		r := r2.New(s)
		for i := 0; i < 40; i++ {
			out(r.Int64(), r.Uint32(), r.Uint64(), r.Int32(), r.Int(), r.Uint(), r.Int64N(int64(i)*1e15+3), r.Int32N(int32(i)+1), r.IntN(i+7), r.IntN(1<<40+i), r.Uint32N(77), r.Uint64N(1<<63+5), r.UintN(10), r.Float64(), r.Float32(), r.NormFloat64(), r.ExpFloat64())
		}
		out(r.Perm(50))
		a := make([]int, 60)
		for i := range a {
			a[i] = i
		}
		r.Shuffle(60, func(i, j int) { a[i], a[j] = a[j], a[i] })
		out(a)
		z := r2.NewZipf(r, 1.1, 1, 1e6)
		for i := 0; i < 300; i++ {
			outp(z.Uint64(), " ")
		}
		out()
		for i := 0; i < 200; i++ {
			out(r.NormFloat64(), r.ExpFloat64())
		}
	}
	p := make([]byte, 21)
	for i := 0; i < 200; i++ {
		out(cc.Read(p[:i%22]))
		out(p, cc.Uint64())
		b, _ := cc.MarshalBinary()
		outf("%q\n", b)
		var c2 r2.ChaCha8
		out(c2.UnmarshalBinary(b))
		c2.Read(p[:i%13])
		out(c2.Uint64() == func() uint64 { cc.Read(p[:i%13]); return cc.Uint64() }(), c2.UnmarshalBinary(b[:len(b)-1]))
	}
	b, _ := pc.MarshalBinary()
	outf("%q\n", b)
	out(pc.UnmarshalBinary(b), pc.UnmarshalBinary(b[1:]))
	pc.Seed(3, 4)
	out(pc.Uint64())
	cc.Seed(sd)
	out(cc.Uint64())
	q := r2.New(pc)
	try("n", func() { q.IntN(0) })
	try("n", func() { q.Int64N(0) })
	try("n", func() { q.Int32N(0) })
	try("n", func() { q.Uint32N(0) })
	try("n", func() { q.Uint64N(0) })
	try("n", func() { q.UintN(0) })
	try("n", func() { r2.N(0) })
	try("n", func() { q.Shuffle(-1, nil) })
	// top-level: only ranges
	ok := true
	for i := 0; i < 200; i++ {
		ok = ok && rand.Intn(10) < 10 && rand.Float64() < 1 && r2.IntN(7) < 7 && r2.N(5) < 5 && r2.N(uint8(200)) < 200 && r2.Float32() < 1 && rand.Int63n(1<<40) < 1<<40
		rand.NormFloat64()
		r2.ExpFloat64()
	}
	out(ok, len(rand.Perm(5)), len(r2.Perm(5)))
	rand.Shuffle(3, func(i, j int) {})
	rand.Seed(1)
	out(rand.Read(p))

	fmt.Printf("%d %x\n", lines, sum.Sum64())
}
