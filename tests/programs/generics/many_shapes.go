package main

import (
	"cmp"
	"fmt"
	"sort"
)

type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~float32 | ~float64
}

type MyInt int

func (m MyInt) String() string { return fmt.Sprintf("MyInt(%d)", int(m)) }

func Sum[S ~[]E, E Number](s S) (t E) {
	for _, x := range s {
		t += x
	}
	return
}

func Map[A, B any](s []A, f func(A) B) []B {
	r := make([]B, 0, len(s))
	for _, x := range s {
		r = append(r, f(x))
	}
	return r
}

func MinMax[T cmp.Ordered](a, b, c T) (T, T) { return min(a, b, c), max(a, b, c) }

func Clear[M ~map[K]V, K comparable, V any](m M) int { clear(m); return len(m) }
func ClearS[S ~[]E, E any](s S) S                    { clear(s); return s }

type List[T any] struct {
	head *node[T]
	n    int
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Push(v T) { l.head = &node[T]{v, l.head}; l.n++ }
func (l *List[T]) All() func(func(int, T) bool) {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !yield(i, n.v) {
				return
			}
			i++
		}
	}
}

type Pair[A, B any] struct {
	First  A
	Second B
}

func (p Pair[A, B]) Swap() Pair[B, A] { return Pair[B, A]{p.Second, p.First} }

type Vec[T any] = []T
type PM[V any] = map[string]Pair[string, V]
type Tree[T any] struct {
	Left, Right *Tree[T]
	Val         T
}

func (t *Tree[T]) Walk(f func(T)) {
	if t == nil {
		return
	}
	t.Left.Walk(f)
	f(t.Val)
	t.Right.Walk(f)
}

type Ord[T any] interface{ Less(T) bool }
type Age int

func (a Age) Less(b Age) bool { return a < b }
func Smallest[T Ord[T]](xs ...T) T {
	m := xs[0]
	for _, x := range xs[1:] {
		if x.Less(m) {
			m = x
		}
	}
	return m
}

type Setter[B any] interface {
	*B
	Set(string)
}
type S struct{ v string }

func (s *S) Set(v string) { s.v = v }
func Build[T any, P Setter[T]](vs ...string) []T {
	out := make([]T, len(vs))
	for i, v := range vs {
		P(&out[i]).Set(v)
	}
	return out
}

func Range[T ~[]byte | ~string](x T) (n int) {
	for i := 0; i < len(x); i++ {
		n += int(x[i])
	}
	return
}
func RangeInt[T ~int64](n T) (s T) {
	for i := range n {
		s += i
	}
	return
}
func RangeFn[F ~func(func(int) bool)](f F) (s int) {
	for i := range f {
		s += i
	}
	return
}
func RangeMap[K comparable, V any, M ~map[K]V](m M) int {
	n := 0
	for range m {
		n++
	}
	return n
}
func RangeArr[A ~[3]E, E Number](a A) (s E) {
	for i, x := range a {
		s += x + E(i)
	}
	return
}
func RangePtrArr[E Number](a *[4]E) (s E) {
	for _, x := range a {
		s += x
	}
	return
}
func Chan[C ~chan E, E any](c C) (out []E) {
	for x := range c {
		out = append(out, x)
	}
	return
}

type Stringish interface{ ~string }

func Concat[T Stringish](a, b T) T    { return a + b }
func Conv[To, From Number](x From) To { return To(x) }
func Zero[T any]() T                  { var z T; return z }
func Ptr[T any](v T) *T               { return &v }
func Kind[T any](x T) string {
	switch any(x).(type) {
	case int:
		return "int"
	case string:
		return "string"
	case []T:
		return "slice of T"
	case fmt.Stringer:
		return "stringer"
	}
	return fmt.Sprintf("other %T", x)
}

type G[T any] struct{ x T }

func (g G[T]) Get() T     { return g.x }
func (g *G[T]) Put(x T)   { g.x = x }
func (G[T]) Name() string { var z T; return fmt.Sprintf("G[%T]", z) }
func Apply[A, B, C any](f func(A) B, g func(B) C) func(A) C {
	return func(a A) C { return g(f(a)) }
}
func id[T any](x T) T { return x }

type Emb[T any] struct {
	G[T]
	*List[T]
}
type Num[T Number] struct{ v T }

func (n Num[T]) Add(o Num[T]) Num[T] { return Num[T]{n.v + o.v} }

type Fn[A, R any] func(A) R

func (f Fn[A, R]) Call(a A) R { return f(a) }

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(v T)      { s[v] = struct{}{} }
func (s Set[T]) Has(v T) bool { _, ok := s[v]; return ok }
func Keys[K cmp.Ordered, V any](m map[K]V) []K {
	r := make([]K, 0)
	for k := range m {
		r = append(r, k)
	}
	sort.Slice(r, func(i, j int) bool { return r[i] < r[j] })
	return r
}

func main() {
	fmt.Println(Sum([]MyInt{1, 2, 3}), Sum([]float64{.5, .25}))
	fmt.Println(Map([]int{1, 2}, func(i int) string { return fmt.Sprint(i * 2) }))
	fmt.Println(MinMax(3, 1, 2))
	fmt.Println(MinMax("b", "a", "c"))
	fmt.Println(MinMax(2.5, -1, 3))
	m := map[string]int{"a": 1}
	fmt.Println(Clear(m), ClearS([]int{1, 2}))
	var l List[string]
	l.Push("a")
	l.Push("b")
	for i, v := range l.All() {
		fmt.Println(i, v)
	}
	p := Pair[int, string]{1, "x"}
	fmt.Printf("%v %T %+v %T\n", p, p, p.Swap(), p.Swap())
	var v Vec[int] = []int{1}
	pm := PM[int]{"k": {"a", 1}}
	fmt.Printf("%T %T %v\n", v, pm, pm)
	t := &Tree[int]{&Tree[int]{nil, nil, 1}, nil, 2}
	t.Walk(func(i int) { fmt.Print(i, " ") })
	fmt.Println()
	fmt.Println(Smallest(Age(3), Age(1), Age(2)))
	fmt.Println(Build[S]("a", "b"))
	fmt.Println(Range("ab"), Range([]byte{1, 2}), RangeInt(int64(5)))
	fmt.Println(RangeFn(func(y func(int) bool) { _ = y(3) && y(4) }), RangeMap(map[int]int{1: 1}), RangeArr([3]int{1, 2, 3}), RangePtrArr(&[4]float32{1, 2}))
	c := make(chan int, 3)
	c <- 1
	c <- 2
	close(c)
	fmt.Println(Chan(c))
	fmt.Println(Concat("a", "b"), Conv[int8](300.7), Conv[float64](3), *Ptr(3), Zero[*int]() == nil, Zero[string]() == "")
	fmt.Println(Kind(1), Kind("s"), Kind(MyInt(2)), Kind([]int{}), Kind(struct{}{}))
	g := G[int]{5}
	f1 := g.Get
	f2 := G[int].Get
	f3 := (*G[int]).Put
	f4 := (*G[int]).Get
	f3(&g, 9)
	fmt.Println(f1(), f2(g), f4(&g), g.Name(), G[map[string]int]{}.Name())
	fmt.Println(Apply(func(i int) string { return fmt.Sprint(i) }, func(s string) int { return len(s) })(12345))
	fmt.Println(Apply(id[int], func(i int) any { return i })(3))
	e := Emb[int]{G[int]{1}, &List[int]{}}
	e.Put(7)
	e.Push(3)
	fmt.Println(e.Get(), e.n, Num[int]{1}.Add(Num[int]{2}))
	fmt.Println(Fn[int, string](func(i int) string { return fmt.Sprint("fn", i) }).Call(2))
	s := Set[string]{}
	s.Add("x")
	fmt.Println(s.Has("x"), s.Has("y"), Keys(s))
	fmt.Printf("%T %T %T %T\n", s, l, Fn[int, []string](nil), Pair[Pair[int, MyInt], *G[string]]{})
}
