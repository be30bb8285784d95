package main

import "fmt"

type Arr interface{ ~[3]int }
type Arrs interface{ [3]int | [4]int }

func addr[T Arr](t T) (*int, *T) {
	p := &t[0]
	*p = 50
	t[1]++
	return p, &t
}
func addrs[T Arrs](t T) (*int, T) {
	p := &t[0]
	*p = 60
	f := func() { t[2] = 9 }
	f()
	return p, t
}
func slice[T Arr](t T) ([]int, T) {
	s := t[:]
	s[0] = 70
	return s, t
}
func rng[T Arr](t T) (n int) {
	for i, v := range t {
		t[2] = 100
		n += v * (i + 1)
	}
	return
}
func ptr[P ~*[3]int](p P) int {
	p[0] = 5
	s := p[:]
	s[1] = 6
	n := 0
	for _, v := range p {
		n += v
	}
	return n + len(p) + cap(p)
}
func st[T ~struct{ X int }](t T) T { return T{X: 4} }
func lit[T Arr]() T                { return T{1, 2: 3} }
func litm[M ~map[string]V, V any](v V) M {
	return M{"k": v}
}
func lits[S ~[]E, E any](e ...E) S { return S{0: e[0], 1: e[1]} }
func cl[T ~[]int](t T) (T, int) {
	n := 0
	func() {
		t = append(t, 1)
		t[0] = 7
		n = len(t)
	}()
	return t, n
}
func capt[F ~func() int](f F) func() int {
	g := f
	return func() int { g, f = f, g; return g() + f() }
}
func ch[C ~chan int](c C) int {
	c <- 1
	select {
	case v := <-c:
		return v
	}
}
func call[F ~func(...int) int](f F) int { return f(1, 2) + f([]int{3}...) }
func str[T ~string | ~[]byte](t T) (r string) {
	r = string(t[1:])
	b := append([]byte{}, t...)
	n := copy(b, t[:1])
	return r + string(b[:n])
}
func rstr[T ~string](t T) (n int) {
	for i, r := range t {
		n += i * int(r)
	}
	return
}
func sw[T any](x T) string {
	switch v := any(x).(type) {
	case int, string:
		return fmt.Sprintf("basic %v", v)
	}
	return ""
}

type Num interface{ ~int | ~float64 }

func num[T Num](a, b T) (T, T, T, bool, T) {
	a += b
	a++
	return a, -a, a * 2 / b, a < b, max(a, b, 3)
}
func bits[T ~uint8 | ~uint16](a T) (T, T, T, T) { return ^a, a << 4, a &^ 3, a % 7 }
func cmpx[T comparable](a, b T) (bool, bool)    { return a == b, any(a) == any(b) }
func conv[To, From ~int | ~float64 | ~uint8](f From) To {
	return To(f)
}
func convs[T ~[]byte | ~[]rune | ~string](s string) T                    { return T(s) }
func nilp[T any, P *T | []T | map[string]T | chan T | func(T)](p P) bool { return p == nil }
func deref[T any, P ~*T](p P) T                                          { *p = *new(T); return *p }
func defr[T any](x T) (s string) {
	defer func(y T) { s = fmt.Sprint(x, y, recover()) }(x)
	panic(x)
}
func gor[T any](x T) T {
	c := make(chan T)
	go func() { c <- x }()
	return <-c
}
func lbl[T ~int](n T) (k int) {
outer:
	for i := range n {
		for j := range n {
			if j > i {
				continue outer
			}
			if i == 3 {
				break outer
			}
			k += int(j)
		}
	}
	return
}

type Stack[T any] struct{ xs []T }

func (s *Stack[T]) Push(x T) *Stack[T] { s.xs = append(s.xs, x); return s }
func (s *Stack[T]) Pop() (x T, ok bool) {
	if len(s.xs) == 0 {
		return
	}
	x, s.xs = s.xs[len(s.xs)-1], s.xs[:len(s.xs)-1]
	return x, true
}

func main() {
	p, t := addr([3]int{1, 2, 3})
	fmt.Println(*p, *t)
	q, u := addrs([4]int{1, 2, 3, 4})
	fmt.Println(*q, u)
	fmt.Println(slice([3]int{1, 2, 3}))
	a := [3]int{1, 2, 3}
	fmt.Println(rng(a), ptr(&a), a, lit[[3]int](), litm[map[string]int](3), lits[[]string]("a", "b"))
	fmt.Println(st(struct{ X int }{1}))
	fmt.Println(cl([]int{1, 2}))
	fmt.Println(capt(func() int { return 3 })(), ch(make(chan int, 1)), call(func(x ...int) int { return len(x) }), str("abc"), str([]byte("xyz")), rstr("héy"))
	fmt.Println(num(1, 2))
	fmt.Println(num(1.5, 2))
	fmt.Println(bits(uint8(0xf5)))
	fmt.Println(bits(uint16(0xf5)))
	fmt.Println(cmpx(1, 1))
	fmt.Println(cmpx[any](1, "1"))
	fmt.Println(conv[int](3.7), conv[float64](uint8(3)), conv[uint8](259), convs[[]rune]("é"), convs[string]("x"))
	fmt.Println(nilp[int, []int](nil), nilp[int](&[]int{1}[0]), deref(new(int)))
	fmt.Println(defr(3), gor("g"), lbl(5))
	s := &Stack[string]{}
	fmt.Println(s.Push("a").Push("b").Pop())
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(cmpx[any]([]int{}, []int{}))
	}()
}
