// Inference that fails and constraints that are not met.
package main

type number interface{ ~int | ~float64 }

func sum[T number](xs ...T) T { var z T; return z }
func make2[T any]() T         { var z T; return z }
func pair[A, B any](a A, f func(A) B) B { return f(a) }
func same[T any](a, b T)      {}

type set[T comparable] map[T]bool

func main() {
	sum("a")
	make2()
	same(1, "a")
	_ = sum[string]
	_ = set[[]int]{}
	var s set
	_ = set[int, string]{}
	sum[int, int](1)
	pair(1, nil)
	_ = s
}
