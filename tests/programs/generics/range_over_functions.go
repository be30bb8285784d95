package main

import "fmt"

type Seq func(func(int) bool)

func A[F ~func(func(int) bool)](f F) (s int) {
	for i := range f {
		s += i
	}
	return
}
func B[F func(func(int) bool)](f F) int {
	s := 0
	for i := range f {
		s += i
	}
	return s
}
func C[T any](f func(func(T) bool)) (r []T) {
	for i := range f {
		r = append(r, i)
	}
	return
}
func D(f Seq) (s int) {
	for i := range f {
		s += i
	}
	return
}
func E[F ~func(func(int) bool)](f F) {
	for i := range f {
		fmt.Println(i)
	}
}
func G[F ~func(func(K, V) bool), K comparable, V any](f F) map[K]V {
	m := map[K]V{}
	for k, v := range f {
		m[k] = v
	}
	return m
}

func f(y func(int) bool) { _ = y(3) && y(4) }

func main() {
	fmt.Println(A(f), B(f), C(f), D(f))
	E(f)
	fmt.Println(G(func(y func(string, int) bool) { y("a", 1) }))
}
