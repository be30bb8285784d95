package main

import "fmt"

// inference forms
func F1[K comparable, V any](m map[K]V, f func(K, V) bool) (n int) {
	for k, v := range m {
		if f(k, v) {
			n++
		}
	}
	return
}
func F2[T any](xs ...T) int { return len(xs) }
func F3[T any, PT interface {
	*T
	M()
}](x T)                                    { PT(&x).M() }
func F4[S ~[]E, E any](s S, x E) S         { return append(s, x) }
func F5[F func(A) B, A, B any](f F, a A) B { return f(a) }
func F6[T interface{ ~[]U }, U interface{ ~int | ~string }](t T) (u U) {
	for _, x := range t {
		u += x
	}
	return
}
func F7[A any, B []A, C *B](c C) int  { return len(*c) }
func F8[T any](f func(T), g func() T) { f(g()) }
func F9[T any](ch chan<- T, v T)      { ch <- v }
func F10[T any](x, y T) string        { return fmt.Sprintf("%T", x) }
func F11[T fmt.Stringer](x T) string  { return x.String() }
func F12[P *T, T any](p P) T          { return *p }
func F13[T int | string](x T) T       { return x + x }
func F14[M ~map[K]V, K comparable, V any](dst M, src M) {
	for k, v := range src {
		dst[k] = v
	}
}
func F15[A, B any](a [3]A, b func(A) B) (r [3]B) {
	for i := range a {
		r[i] = b(a[i])
	}
	return
}

type St struct{ n int }

func (s *St) M()            { fmt.Println("M", s.n) }
func (s St) String() string { return fmt.Sprint("St", s.n) }

type IS []int
type Func[T any] func(T) T
type Opt[T any] func(*T)

func New[T any](opts ...Opt[T]) T {
	var t T
	for _, o := range opts {
		o(&t)
	}
	return t
}
func WithN(n int) Opt[St] { return func(s *St) { s.n = n } }

func inc(x int) int    { return x + 1 }
func gid[T any](x T) T { return x }
func apply[T any](x T, fs ...func(T) T) T {
	for _, f := range fs {
		x = f(x)
	}
	return x
}
func compose[A, B, C any](f func(A) B, g func(B) C) func(A) C { return func(a A) C { return g(f(a)) } }
func toS[T any](x T) string                                   { return fmt.Sprint(x) }
func length(s string) int                                     { return len(s) }

type Iter[T any] interface {
	Next() (T, bool)
}
type slIter[T any] struct {
	s []T
}

func (s *slIter[T]) Next() (t T, ok bool) {
	if len(s.s) == 0 {
		return
	}
	t, s.s = s.s[0], s.s[1:]
	return t, true
}
func Collect[T any](it Iter[T]) (r []T) {
	for {
		x, ok := it.Next()
		if !ok {
			return
		}
		r = append(r, x)
	}
}

type A1[T any] = struct{ x T }
type A2[K comparable, V any] = map[K][]V
type A3[T any] = func(T) A1[T]
type A4 = A1[int]
type Rec[T any] struct {
	kids []Rec[T]
	m    map[string]*Rec[T]
	f    func(Rec[T]) Rec[T]
	v    T
}
type Mut1[T any] struct{ o *Mut2[T] }
type Mut2[T any] struct {
	o *Mut1[T]
	v T
}
type Expr interface{ Eval(map[string]int) int }
type Node[L, R any] struct {
	l L
	r R
}
type Phantom[T any] int

func (p Phantom[T]) Type() string { var z *T; return fmt.Sprintf("%T", z) }

type Inner struct{}
type Outer[T any] struct {
	Inner
	Val T
}

func (Inner) Hello() string { return "hello" }

type Cons[T interface{ Hello() string }] struct{ t T }

func (c Cons[T]) Greet() string { return c.t.Hello() }

type Curry[T any] func(T) Curry[T]

func main() {
	fmt.Println(F1(map[string]int{"a": 1, "b": 2}, func(k string, v int) bool { return v > 1 }))
	fmt.Println(F2(1, 2, 3), F2[any](1, "a"), F2[int](), F2([]string{"a"}...))
	F3(St{3})
	fmt.Printf("%T %v\n", F4(IS{1}, 2), F4(IS{1}, 2))
	fmt.Println(F5(inc, 3), F6([]string{"a", "b"}), F6(IS{1, 2}))
	b := []int{1, 2}
	fmt.Println(F7(&b))
	F8(func(x int) { fmt.Println("got", x) }, func() int { return 5 })
	c := make(chan int, 1)
	F9(c, 3)
	fmt.Println(<-c, F10(1, 2.5), F10('a', 1), F10(1i, 2), F10(float32(1), 2), F11(St{1}), F11(&St{2}), F12(&b), F13("x"), F13(4))
	d := map[string]int{}
	F14(d, map[string]int{"z": 1})
	fmt.Println(d, F15([3]int{1, 2, 3}, func(i int) string { return fmt.Sprint(i, "!") }))
	fmt.Println(New(WithN(4)), New[int](), New(func(s *string) { *s = "set" }))
	fmt.Println(apply(1, inc, gid, gid[int], func(x int) int { return x * 10 }))
	var f func(string) string = gid
	fmt.Println(f("assigned"), compose(toS[int], length)(1234), compose[int](toS, length)(12))
	var fs = []func(int) int{gid, inc, gid[int]}
	fmt.Println(len(fs), Collect[int](&slIter[int]{[]int{1, 2}}))
	fmt.Println(func() func(float64) float64 { return gid }()(2.5))
	fmt.Printf("%T %T %T %T %v\n", A1[string]{}, A2[int, bool]{}, A3[int](nil), A4{}, A4{3} == A1[int]{3})
	r := Rec[int]{v: 1, kids: []Rec[int]{{v: 2}}, m: map[string]*Rec[int]{"x": {v: 3}}}
	r.f = func(r Rec[int]) Rec[int] { r.v++; return r }
	fmt.Println(r.kids[0].v, r.m["x"].v, r.f(r).v)
	m := Mut1[string]{&Mut2[string]{v: "mut"}}
	fmt.Println(m.o.v, m.o.o == nil)
	fmt.Printf("%T %v\n", Node[Node[int, string], []Node[bool, any]]{}, Phantom[map[string]St](3).Type())
	fmt.Println(Cons[Outer[int]]{}.Greet(), Cons[*Outer[string]]{&Outer[string]{}}.Greet())
	var cu Curry[int]
	cu = func(i int) Curry[int] { fmt.Print(i, " "); return cu }
	cu(1)(2)(3)
	fmt.Println()
	type local[T any] struct{ x T }
	fmt.Printf("%T %v\n", local[int]{}, local[string]{"q"})
	F := F10[int]
	fmt.Printf("%T %s\n", F, F(1, 2))
}
