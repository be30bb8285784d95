// A report through methods, closures and generics.
package main

import (
	"fmt"
)

type T struct{ n int }

func (t *T) down(k int) int {
	if k == 0 {
		return visit([]int{t.n}, func(i int) int { return i / k })
	}
	return t.down(k - 1)
}

//go:noinline
func visit[E any](s []E, f func(E) int) int {
	n := 0
	for _, e := range s {
		n += f(e)
	}
	return n
}

func main() {
	t := &T{4}
	fmt.Println(t.down(2))
}
