// What type parameters do not allow.
package main

type number interface{ ~int | ~string }

func f[T any](a, b T) bool { return a == b }
func g[T any](a, b T) T    { return a + b }
func h[T number](a T) int  { return int(a) }
func k[T any](a T)         { a.foo() }

type I interface{ int | string }

var x I

type T[P any] struct{ P }

func (t T[P]) m[Q any]() {}

func main() {
	var y number
	_ = y
	switch f[int](1, 2); {
	}
}
