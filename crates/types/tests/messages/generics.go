package main

import "fmt"

type Number interface{ ~int | ~float64 }

func Sum[T Number](xs ...T) T {
	var s T
	for _, x := range xs {
		s += x
	}
	return s
}

func Map[T, U any](xs []T, f func(T) U) []U { return nil }

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) { s.items = append(s.items, x) }

type Set[K comparable] map[K]bool

func Less[T any](a, b T) bool { return a < b }

func New[T any]() *T { return new(T) }

func main() {
	Sum("a", "b")
	Sum(1, 2.5)
	Sum[string]()
	Map([]int{1}, 3)
	var s Stack
	var t Stack[int, string]
	s2 := Stack[int]{}
	s2.Push("x")
	var k Set[[]int]
	New()
	var n Number
	fmt.Println(t, k, n, s)
}
