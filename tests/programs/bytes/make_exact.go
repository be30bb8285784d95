// make gives exactly what is asked; slices.Grow, Clip, Clone, Concat, Insert round as append does.
package main

import (
	"fmt"
	"slices"
)

var sink any

func keep[T any](s []T) int { sink = s; return cap(s) }
func main() {
	for _, n := range []int{0, 1, 3, 9, 17, 33, 100, 1025} {
		fmt.Println(n, keep(make([]byte, n)), keep(make([]int, n, n+1)), keep(slices.Grow([]byte(nil), n)), keep(slices.Grow([]int{1, 2, 3}, n)), keep(slices.Clone(make([]byte, n))), keep(slices.Insert(make([]int32, n), 0, 7)), keep(slices.Concat(make([]byte, n), []byte("x"))), keep(slices.Clip(make([]int, n, 2*n))))
	}
	fmt.Println(keep(slices.Repeat([]byte("abc"), 3)), keep(slices.Collect(slices.Values([]int{1, 2, 3, 4, 5}))))
}
