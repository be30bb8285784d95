// Methods with type parameters of their own.
package main

import (
	"fmt"
)

type box[T any] struct{ v T }

func (b box[T]) mapTo[U any](f func(T) U) box[U] { return box[U]{f(b.v)} }

type list []int

func (l list) fold[A any](start A, f func(A, int) A) A {
	for _, x := range l {
		start = f(start, x)
	}
	return start
}

func main() {
	b := box[int]{21}
	fmt.Println(b.mapTo(func(n int) string { return fmt.Sprint(n * 2) }).mapTo(func(s string) int { return len(s) }).v)
	fmt.Println(list{1, 2, 3}.fold("", func(a string, x int) string { return a + fmt.Sprint(x) }))
	fmt.Println(list{1, 2, 3}.fold(0.5, func(a float64, x int) float64 { return a + float64(x) }))
}
