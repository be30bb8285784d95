// Heap's algorithm, subsets by bits, and a generator of both.
package main

import (
	"fmt"
	"iter"
	"slices"
)

func perms[T any](a []T) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		var rec func(k int) bool
		rec = func(k int) bool {
			if k <= 1 {
				return yield(slices.Clone(a))
			}
			for i := range k {
				if !rec(k - 1) {
					return false
				}
				if k%2 == 0 {
					a[i], a[k-1] = a[k-1], a[i]
				} else {
					a[0], a[k-1] = a[k-1], a[0]
				}
			}
			return true
		}
		rec(len(a))
	}
}

func main() {
	n := 0
	for p := range perms([]int{1, 2, 3, 4}) {
		if n < 5 {
			fmt.Print(p)
		}
		n++
	}
	fmt.Println(n)
	for p := range perms([]string{"a", "b", "c"}) {
		if p[0] == "c" {
			fmt.Println("first with c:", p)
			break
		}
	}
	for mask := range 8 {
		var s []byte
		for i := range 3 {
			if mask>>i&1 == 1 {
				s = append(s, "xyz"[i])
			}
		}
		fmt.Printf("%q ", s)
	}
	fmt.Println()
}
