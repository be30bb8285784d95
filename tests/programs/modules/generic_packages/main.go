// Generic types across packages, with unexported fields and methods.
package main

import (
	"fmt"

	"example/ring"
)

type item struct{ n int }

func main() {
	r := ring.New[item](3)
	for i := range 5 {
		r.Push(item{i})
	}
	for v := range r.All() {
		fmt.Print(v.n, " ")
	}
	fmt.Printf("%d %T\n", r.Len(), r)
	s := ring.New[string](1)
	s.Push("x")
	fmt.Println(ring.Map(s, func(s string) int { return len(s) }))
	defer func() { fmt.Println(recover()) }()
	ring.New[int](0)
}
