// Generic type aliases and methods with extra inference.
package main

import (
	"fmt"
)

type set[T comparable] = map[T]bool
type vec[T any] = []T
type pairOf[T any] = struct{ a, b T }

func add[T comparable](s set[T], v T) { s[v] = true }

type num interface{ ~int | ~float64 }

func dot[T num](a, b vec[T]) (t T) {
	for i := range a {
		t += a[i] * b[i]
	}
	return
}

func main() {
	s := set[string]{}
	add(s, "x")
	fmt.Println(len(s), s["x"], dot(vec[int]{1, 2}, []int{3, 4}))
	p := pairOf[int]{1, 2}
	fmt.Printf("%v %T\n", p, p)
}
