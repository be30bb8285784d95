package main

import (
	"cmp"
	"slices"
)

type List[T any] struct {
	next *List[T]
	val  T
}

func (l *List[T]) Push(v T) *List[T] { return &List[T]{l, v} }
func (l List[U]) Map(f func(U) U)    {}
func (l *List[int]) Bad() int        { return 1 }

type Ordered interface{ ~int | ~string }

func Max[T Ordered](a, b T) T {
	if a > b {
		return a
	}
	return b
}

func Keys[M ~map[K]V, K comparable, V any](m M) []K { return nil }

type MyInt int
type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func Apply[T any, PT interface {
	*T
	Set(string)
}](s string) {
}

type setter struct{}

func (s *setter) Set(string) {}

func main() {
	_ = Max(MyInt(1), 2)
	_ = Max(1, 2.5)
	_ = Max[float64](1, 2)
	_ = Max("a", 1)
	_ = Keys(map[string]int{})
	_ = Keys([]int{})
	_ = Pair[string, int]{"a", "b"}
	_ = Pair[[]int, int]{}
	_ = Pair[string]{}
	Apply[setter]("x")
	Apply[int]("x")
	slices.SortFunc([]int{}, func(a, b string) int { return cmp.Compare(a, b) })
	slices.Sort([]any{})
	var f func(int, int) int = Max
	var l List[int]
	l.Push("x")
	l.Pop()
	_ = f
	_ = Max
}
