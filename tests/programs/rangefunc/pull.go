// iter.Pull turns a push iterator into calls of next.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

func fibs(yield func(int) bool) {
	defer fmt.Println("fibs stopped")
	a, b := 0, 1
	for yield(a) {
		a, b = b, a+b
	}
}

func zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		for x := range a {
			y, ok := next()
			if !ok || !yield(x, y) {
				return
			}
		}
	}
}

func main() {
	next, stop := iter.Pull(fibs)
	for range 5 {
		v, ok := next()
		fmt.Print(v, ok, " ")
	}
	stop()
	fmt.Println(next())
	stop()
	for s, n := range zip(slices.Values([]string{"a", "b", "c"}), iter.Seq[int](fibs)) {
		fmt.Print(s, n, " ")
	}
	next2, stop2 := iter.Pull2(maps.All(map[string]int{"k": 1}))
	defer stop2()
	fmt.Println(next2())
	fmt.Println(next2())
}
