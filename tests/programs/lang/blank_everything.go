package main

import "fmt"

type T struct {
	_ int
	a int
	_ string
}

func (T) _()                                     {}
func (*T) _()                                    {}
func _()                                         { fmt.Println("never") }
func _()                                         {}
func (_ T) m(_ int, _ string) (_ int, err error) { return }

type _ int
type _ struct{}

const _ = iota
const (
	_ = iota
	A
	_
	B
)

var _ = fmt.Sprint("evaluated")
var _, x = two()
var _ fmt.Stringer = (*S)(nil)

type S struct{}

func (*S) String() string { return "S" }
func two() (int, int)     { fmt.Println("two"); return 1, 2 }

type I interface {
	m(int, string) (int, error)
}

func g[_ any, T any](t T) T { return t }

type G[_ any] struct{ x int }

func (G[_]) M() string { return "GM" }

func init() { fmt.Println("init1") }
func init() { fmt.Println("init2") }

func main() {
	var t T
	t.a = 1
	_ = t
	u := T{a: 1}
	fmt.Println(t == u, A, B, x, g[int](3), G[string]{}.M())
	fmt.Println(I(t).m(1, ""))
	_, ok := any(t).(I)
	fmt.Println(ok)
	for range 2 {
		_ = 3
	}
	for _ = range 2 {
	}
	var _ = func(_ ...int) {}
	_, _ = two()
	switch _ = x; {
	default:
		fmt.Println("d")
	}
	m := map[T]int{{a: 1}: 1}
	fmt.Println(m[u], u)
	var p *int
	defer func() { fmt.Println(recover()) }()
	_ = *p
	fmt.Println("unreachable")
}
