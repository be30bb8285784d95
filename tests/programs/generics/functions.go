// Type parameters, inference, constraints with type sets.
package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

type number interface {
	~int | ~int8 | ~int64 | ~uint | ~float32 | ~float64
}

func sum[T number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}

func mapTo[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func filter[S ~[]E, E any](s S, keep func(E) bool) S {
	var out S
	for _, e := range s {
		if keep(e) {
			out = append(out, e)
		}
	}
	return out
}

func reduce[T, A any](xs []T, acc A, f func(A, T) A) A {
	for _, x := range xs {
		acc = f(acc, x)
	}
	return acc
}

func keys[M ~map[K]V, K cmp.Ordered, V any](m M) []K {
	out := make([]K, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func ptr[T any](v T) *T { return &v }

func zero[T any]() (z T) { return }

type myInt int
type list []string

func main() {
	fmt.Println(sum(1, 2, 3), sum(1.5, 2.5), sum[float32](), sum(myInt(4), 5))
	fmt.Println(mapTo([]int{1, 2}, strconv.Itoa), mapTo([]string{"a", "bb"}, func(s string) int { return len(s) }))
	l := filter(list{"x", "yy", "z"}, func(s string) bool { return len(s) == 1 })
	fmt.Printf("%T %v\n", l, l)
	fmt.Println(reduce([]int{1, 2, 3}, "", func(a string, x int) string { return a + fmt.Sprint(x) }))
	fmt.Println(keys(map[string]bool{"b": true, "a": false}), *ptr(3), *ptr("s"))
	fmt.Printf("%v %q %v\n", zero[int](), zero[string](), zero[[]int]() == nil)
	f := sum[int64]
	fmt.Printf("%T %v\n", f, f(1<<40, 1))
}
