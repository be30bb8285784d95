// Type switches and conversions on type parameters.
package main

import (
	"errors"
	"fmt"
)

func kind[T any](v T) string {
	switch any(v).(type) {
	case int, int64:
		return "integer"
	case string:
		return "string"
	case []T:
		return "slice of itself"
	case error:
		return "error"
	}
	return fmt.Sprintf("%T", v)
}

func convert[To, From ~int | ~float64 | ~uint8](v From) To { return To(v) }

func bytesOf[T ~string | ~[]byte](v T) int {
	n := 0
	for i := 0; i < len(v); i++ {
		n += int(v[i])
	}
	return n + len(string(v)) + len([]byte(v))
}

func length[T ~[]int | ~string | ~map[int]bool](v T) int { return len(v) }

func equal[T comparable](a, b T) bool { return a == b }

func main() {
	fmt.Println(kind(1), kind("s"), kind(2.5), kind(errors.New("e")), kind([]int{}))
	fmt.Println(convert[uint8](300), convert[int](3.99), convert[float64](7))
	fmt.Println(bytesOf("ab"), bytesOf([]byte{1, 2}))
	fmt.Println(length([]int{1}), length("abc"), length(map[int]bool{1: true, 2: false}))
	fmt.Println(equal(1, 1), equal("a", "b"), equal[any](1, 1.0), equal(struct{ a, b int }{1, 2}, struct{ a, b int }{1, 2}))
}
