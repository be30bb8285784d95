//go:build go1.21

package main

func main() {
	for i := range 3 {
		println(i)
	}
	println(min(1, 2))
	for x := range func(yield func(int) bool) { yield(1) } {
		println(x)
	}
	type list[T any] = []T
	_ = new(3)
}
