// Sorting, searching and editing slices, on random inputs with many equal keys.
package main

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"maps"
	"math"
	"slices"
	"sort"
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

var seq = uint64(12345)

func rnd(k int) int { seq ^= seq << 13; seq ^= seq >> 7; seq ^= seq << 17; return int(seq % uint64(k)) }

type E struct{ k, id int }
type P struct {
	k, id int
	pad   [3]int
}
type S struct {
	k  int8
	id int32
}
type byK struct {
	a     []E
	calls *int
	h     io.Writer
}

func (b byK) Len() int           { return len(b.a) }
func (b byK) Less(i, j int) bool { *b.calls++; return b.a[i].k < b.a[j].k }
func (b byK) Swap(i, j int)      { *b.calls += 1000003 * (i*31 + j); b.a[i], b.a[j] = b.a[j], b.a[i] }
func gen(n, k, mode int) []E {
	a := make([]E, n)
	for i := range a {
		switch mode {
		case 0:
			a[i].k = rnd(k)
		case 1:
			a[i].k = i * k / (n + 1)
		case 2:
			a[i].k = (n - i) * k / (n + 1)
		case 3:
			a[i].k = i % k
		case 4:
			a[i].k = i
			if rnd(20) == 0 {
				a[i].k = rnd(n)
			}
		case 5:
			if i < n/2 {
				a[i].k = i
			} else {
				a[i].k = n - i
			}
		case 6:
			a[i].k = (i * 7919) % (k + 1)
		}
		a[i].id = i
	}
	return a
}
func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			outf("%s: %v\n", name, r)
		}
	}()
	f()
}
func main() {
	for it := 0; it < 25; it++ {
		n := rnd(30)
		switch rnd(4) {
		case 0:
			n = rnd(100)
		case 1:
			n = rnd(700)
		case 2:
			if rnd(20) == 0 {
				n = rnd(5000)
			}
		}
		k := 1 + rnd(1+rnd(n+2))
		mode := rnd(7)
		base := gen(n, k, mode)
		h := fnv.New64a()
		calls := 0
		w := func(a any) { fmt.Fprintln(h, a) }
		a := slices.Clone(base)
		sort.Sort(byK{a, &calls, h})
		w(a)
		w(calls)
		a = slices.Clone(base)
		sort.Stable(byK{a, &calls, h})
		w(a)
		w(calls)
		a = slices.Clone(base)
		sort.Sort(sort.Reverse(byK{a, &calls, h}))
		w(a)
		w(calls)
		a = slices.Clone(base)
		sort.Slice(a, func(i, j int) bool { calls++; return a[i].k < a[j].k })
		w(a)
		w(calls)
		a = slices.Clone(base)
		sort.SliceStable(a, func(i, j int) bool { calls++; return a[i].k < a[j].k })
		w(a)
		w(calls)
		a = slices.Clone(base)
		slices.SortFunc(a, func(x, y E) int { calls++; return cmp.Compare(x.k, y.k) })
		w(a)
		w(calls)
		a = slices.Clone(base)
		slices.SortFunc(a, func(x, y E) int { calls = calls*31 + x.id*1000 + y.id; return x.k - y.k })
		w(a)
		w(calls)
		a = slices.Clone(base)
		slices.SortStableFunc(a, func(x, y E) int { calls = calls*31 + x.id*1000 + y.id; return x.k - y.k })
		w(a)
		w(calls)
		p := make([]P, n)
		s := make([]S, n)
		ss := make([]string, n)
		fl := make([]float64, n)
		b8 := make([]uint8, n)
		b16 := make([]int16, n)
		pp := make([]*E, n)
		ii := make([]int, n)
		anys := make([]any, n)
		for i, e := range base {
			p[i] = P{k: e.k, id: e.id}
			s[i] = S{int8(e.k), int32(e.id)}
			ss[i] = fmt.Sprint(e.k)
			fl[i] = []float64{0, math.Copysign(0, -1), math.NaN(), 1.5, -2, math.Inf(1), math.Inf(-1), float64(e.k)}[rnd(8)]
			b8[i] = uint8(e.k)
			b16[i] = int16(e.k)
			pp[i] = &base[i]
			ii[i] = e.k * rnd(3)
			anys[i] = e.k
		}
		sort.Slice(p, func(i, j int) bool { return p[i].k < p[j].k })
		w(p)
		sort.Slice(s, func(i, j int) bool { return s[i].k < s[j].k })
		w(s)
		sort.Slice(b8, func(i, j int) bool { return b8[i] < b8[j] })
		w(b8)
		sort.Slice(b16, func(i, j int) bool { return b16[i] < b16[j] })
		w(b16)
		sort.Slice(anys, func(i, j int) bool { return anys[i].(int) < anys[j].(int) })
		w(anys)
		sort.Slice(pp, func(i, j int) bool { return pp[i].k < pp[j].k })
		for _, q := range pp {
			w(*q)
		}
		s2 := slices.Clone(ss)
		sort.Strings(ss)
		w(ss)
		sort.Slice(s2, func(i, j int) bool { return len(s2[i]) < len(s2[j]) })
		w(s2)
		f2 := slices.Clone(fl)
		f3 := slices.Clone(fl)
		sort.Float64s(fl)
		w(fl)
		sort.Sort(sort.Float64Slice(f2))
		w(f2)
		slices.SortFunc(f3, cmp.Compare[float64])
		w(f3)
		for i := range fl {
			w(math.Signbit(fl[i]))
		}
		sort.Ints(ii)
		w(ii)
		w(sort.IntsAreSorted(ii))
		w(slices.IsSortedFunc(base, func(x, y E) int { return x.k - y.k }))
		i, ok := slices.BinarySearch(ii, rnd(k))
		w(i)
		w(ok)
		i, ok = slices.BinarySearch(fl, math.NaN())
		w(i)
		w(ok)
		w(sort.SearchInts(ii, rnd(k)))
		i, ok = sort.Find(n, func(i int) int { return rnd(k)*0 + k/2 - ii[i] })
		w(i)
		w(ok)
		i, ok = slices.BinarySearchFunc(a, k/2, func(e E, t int) int { return e.k - t })
		w(i)
		w(ok)
		outf("%d %d %d %d %x\n", n, k, mode, calls, h.Sum64())
	}
	// adversarial for heapsort fallback: killer via comparison
	for _, n := range []int{100} { // antiquicksort
		gas := n
		nsolid := 0
		cand := 0
		val := make([]int, n)
		ptr := make([]int, n)
		for i := range val {
			val[i] = gas
			ptr[i] = i
		}
		cnt := 0
		slices.SortFunc(ptr, func(x, y int) int {
			cnt++
			if val[x] == gas && val[y] == gas {
				if x == cand {
					val[x] = nsolid
					nsolid++
				} else {
					val[y] = nsolid
					nsolid++
				}
			}
			if val[x] == gas {
				cand = x
			} else if val[y] == gas {
				cand = y
			}
			return val[x] - val[y]
		})
		out(n, cnt, val)
		v2 := slices.Clone(val)
		slices.Sort(v2)
		out(v2)
		v3 := gen(n, 5, 0)
		for i := range v3 {
			v3[i].k = val[i] / 3
		}
		sort.Slice(v3, func(i, j int) bool { return v3[i].k < v3[j].k })
		out(v3)
	}
	try("notslice", func() { sort.Slice(5, nil) })
	try("notslice", func() { sort.Slice(nil, nil) })
	// slices
	for it := 0; it < 800; it++ {
		n := rnd(12)
		full := make([]int, n+rnd(8))
		for i := range full {
			full[i] = i + 1
		}
		s := full[:n]
		i := rnd(n + 1)
		j := i + rnd(n+1-i)
		lo := rnd(len(full) + 1)
		hi := lo + rnd(len(full)+1-lo)
		v := full[lo:hi]
		if rnd(2) == 0 {
			v = []int{91, 92, 93}[:rnd(4)]
		}
		var r []int
		switch rnd(6) {
		case 0:
			r = slices.Insert(s, i, v...)
		case 1:
			r = slices.Delete(s, i, j)
		case 2:
			r = slices.Replace(s, i, j, v...)
		case 3:
			r = slices.DeleteFunc(s, func(x int) bool { return x%3 == 0 })
		case 4:
			for i := range s {
				s[i] /= 2
			}
			r = slices.Compact(s)
		case 5:
			r = slices.CompactFunc(s, func(a, b int) bool { return a/3 == b/3 })
		}
		out(r, len(r), cap(r))
		if it%7 < 2 {
			out(full)
		}
	}
	try("ins", func() { slices.Insert([]int{1}, 3, 1) })
	try("del", func() { slices.Delete([]int{1}, 1, 0) })
	try("del", func() { slices.Delete([]int{1}, 0, 2) })
	try("rep", func() { slices.Replace([]int{1}, 0, 2) })
	try("grow", func() { slices.Grow([]int{1}, -1) })
	try("rep", func() { slices.Repeat([]int{1}, -1) })
	try("rep", func() { slices.Repeat([]int{1, 2, 3}, 1<<62) })
	try("chunk", func() { slices.Chunk([]int{1}, 0) })
	try("min", func() { slices.Min([]int{}) })
	try("max", func() { slices.MaxFunc([]int{}, nil) })
	out(slices.Concat([]int{1}, nil, []int{2, 3}), slices.Concat[[]int]() == nil, cap(slices.Concat([]int{1}, []int{2, 3, 4, 5})), slices.Repeat([]int{1, 2}, 3), cap(slices.Grow([]int{1, 2, 3}, 4)), slices.Clone([]int(nil)) == nil, cap(slices.Clone(make([]int, 5))), cap(slices.Clip(make([]int, 2, 5))))
	out(slices.Min([]float64{1, math.NaN()}), slices.Max([]string{"a", "c", "b"}), slices.MinFunc([]E{{2, 1}, {1, 2}, {1, 3}}, func(a, b E) int { return a.k - b.k }), slices.MaxFunc([]E{{1, 1}, {2, 2}, {2, 3}}, func(a, b E) int { return a.k - b.k }))
	out(slices.Compare([]int{1, 2}, []int{1, 2, 3}), slices.Compare([]float64{math.NaN()}, []float64{1}), slices.Equal([]float64{math.NaN()}, []float64{math.NaN()}), slices.CompareFunc([]int{1}, []string{"a"}, func(int, string) int { return 0 }))
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		out(c, cap(c))
	}
	for i, v := range slices.Backward([]string{"a", "b"}) {
		out(i, v)
	}
	m := map[string]int{"a": 1, "b": 2, "c": 3}
	out(slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)), maps.Collect(maps.All(m)), maps.Equal(m, maps.Clone(m)), maps.Clone(map[int]int(nil)) == nil)
	maps.DeleteFunc(m, func(k string, v int) bool { return v > 1 })
	out(m)
	maps.Copy(m, map[string]int{"z": 9})
	maps.Insert(m, maps.All(map[string]int{"y": 8}))
	out(m)
	out(cmp.Compare(math.NaN(), 1), cmp.Compare(1, math.NaN()), cmp.Compare(math.NaN(), math.NaN()), cmp.Less(math.NaN(), 1), cmp.Or("", "x", "y"), cmp.Or[int]())
	// iter
	next, stop := iter.Pull(slices.Values([]int{1, 2, 3}))
	out(next())
	out(next())
	stop()
	out(next())
	stop()
	n2, _ := iter.Pull2(slices.All([]string{"x"}))
	out(n2())
	out(n2())
	out(n2())
	n3, s3 := iter.Pull(func(y func(int) bool) { defer out("cleanup"); y(1); panic("seqpanic") })
	out(n3())
	try("pull", func() { n3() })
	out(n3())
	s3()
	n4, s4 := iter.Pull(func(y func(int) bool) {
		defer out("cleanup4")
		for i := 0; y(i); i++ {
		}
		out("stopped")
	})
	out(n4())
	out(n4())
	s4()
	out(n4())
	_, s5 := iter.Pull(func(y func(int) bool) { out("never") })
	s5()

	fmt.Printf("%d %x\n", lines, sum.Sum64())
}
