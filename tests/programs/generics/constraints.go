// Methods in constraints, comparable, recursion through constraints.
package main

import (
	"fmt"
	"strings"
)

type stringer interface{ String() string }

type celsius float64

func (c celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type named struct{ n string }

func (n *named) String() string { return n.n }
func (n *named) Set(s string)   { n.n = s }

func join[T stringer](xs []T) string {
	var b strings.Builder
	for i, x := range xs {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(x.String())
	}
	return b.String()
}

type setter[T any] interface {
	*T
	Set(string)
}

func build[T any, P setter[T]](names ...string) []T {
	out := make([]T, len(names))
	for i, n := range names {
		P(&out[i]).Set(n)
	}
	return out
}

func index[T comparable](xs []T, x T) int {
	for i, y := range xs {
		if x == y {
			return i
		}
	}
	return -1
}

type ordered[T any] interface{ less(T) bool }

type age int

func (a age) less(b age) bool { return a < b }

func smallest[T ordered[T]](xs ...T) T {
	m := xs[0]
	for _, x := range xs[1:] {
		if x.less(m) {
			m = x
		}
	}
	return m
}

type floatStringer interface {
	~float32 | ~float64
	String() string
}

func half[T floatStringer](x T) string { return (x / 2).String() }

func main() {
	fmt.Println(join([]celsius{1, 2.5}), join([]*named{{"x"}, {"y"}}))
	for _, n := range build[named]("a", "b") {
		fmt.Print(n.n, " ")
	}
	fmt.Println(index([]string{"a", "b"}, "b"), index([]any{1, "x", nil}, nil), index([]int(nil), 3))
	fmt.Println(smallest(age(4), 2, 9), half(celsius(5)))
	func() {
		defer func() { fmt.Println(recover()) }()
		index([]any{[]int{1}}, any([]int{1}))
	}()
}
