// Return, labelled break and continue, goto and defer inside the body.
package main

import (
	"fmt"
	"iter"
)

func seq(name string, n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println(name, "cleaned up")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func find(want int) (at int) {
	defer func() { fmt.Println("find returns", at) }()
	for i := range seq("outer", 5) {
		for j := range seq("inner", 5) {
			if i*j == want {
				return i*10 + j
			}
		}
	}
	return -1
}

func deferred() {
	for i := range seq("d", 2) {
		defer fmt.Println("deferred", i)
	}
	fmt.Println("end of deferred")
}

func main() {
	fmt.Println(find(4))
outer:
	for i := range seq("a", 3) {
		for j := range seq("b", 3) {
			if j == 1 {
				continue outer
			}
			if i == 1 {
				break outer
			}
			fmt.Println("at", i, j)
		}
	}
	deferred()
	for i := range seq("g", 3) {
		if i == 1 {
			goto done
		}
	}
done:
	fmt.Println("done")
}
