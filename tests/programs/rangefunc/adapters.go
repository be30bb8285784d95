// Map, filter, take and chain over iter.Seq.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

func mapSeq[A, B any](s iter.Seq[A], f func(A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		for a := range s {
			if !yield(f(a)) {
				return
			}
		}
	}
}

func where[A any](s iter.Seq[A], keep func(A) bool) iter.Seq[A] {
	return func(yield func(A) bool) {
		s(func(a A) bool { return !keep(a) || yield(a) })
	}
}

func take[A any](s iter.Seq[A], n int) iter.Seq[A] {
	return func(yield func(A) bool) {
		if n <= 0 {
			return
		}
		i := 0
		for a := range s {
			if !yield(a) {
				return
			}
			if i++; i == n {
				return
			}
		}
	}
}

func naturals(yield func(int) bool) {
	for i := 0; yield(i); i++ {
	}
}

func main() {
	even := where(naturals, func(n int) bool { return n%2 == 0 })
	squares := mapSeq(even, func(n int) int { return n * n })
	fmt.Println(slices.Collect(take(squares, 5)))
	for s := range mapSeq(take(naturals, 3), func(n int) string { return fmt.Sprint("#", n) }) {
		fmt.Print(s, " ")
	}
	fmt.Println(slices.Sorted(maps.Keys(map[int]bool{3: true, 1: true})))
	for i, v := range slices.Backward([]string{"x", "y"}) {
		fmt.Print(i, v, " ")
	}
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c)
	}
	m := maps.Collect(slices.All([]string{"p", "q"}))
	fmt.Println(m, slices.Sorted(maps.Values(m)))
	for w := range strings.SplitSeq("a,b,c", ",") {
		fmt.Print(w, ";")
	}
	for l := range strings.Lines("one\ntwo\n") {
		fmt.Printf("%q", l)
	}
	fmt.Println()
}
