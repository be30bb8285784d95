// Type names as %T shows them.
package main

import (
	"fmt"
	"time"
)

func main() {
	type T struct{}
	type G[K comparable, V any] struct {
		k K
		v V
	}
	for _, v := range []any{1, "s", 2.5, 'x', byte(1), []int{}, [2]string{}, map[string][]int{}, T{}, &T{}, struct{ A int }{}, func(int, ...string) error { return nil }, make(chan<- int), make(<-chan bool), make(chan struct{}), G[string, []int]{}, &G[int, T]{}, new(any), []error{}, [3]*T{}, uintptr(1), complex64(1), interface{ M() }(nil), time.Duration(1), (*error)(nil), struct {
		T
		b int `tag:"x"`
	}{}} {
		fmt.Printf("%T\n", v)
	}
}
