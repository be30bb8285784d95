// Capacities after appending several elements with pointers at once.
package main

import (
	"fmt"
	"unsafe"
)

var sink any

func grow[T any](counts ...int) {
	var caps []int
	for _, have := range []int{0, 1, 5} {
		for _, n := range counts {
			s := append(make([]T, have, have), make([]T, n)...)
			caps = append(caps, cap(s))
			sink = s
		}
	}
	var one T
	fmt.Println(unsafe.Sizeof(one), caps)
}
func main() {
	grow[[1]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
	grow[[2]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
	grow[[3]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
	grow[[4]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
	grow[[5]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
	grow[[6]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
	grow[[7]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
	grow[[8]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
	grow[[9]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
	grow[[10]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
	grow[[11]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
	grow[[12]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
	grow[[13]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
	grow[[14]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
	grow[[15]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
	grow[[16]*int](1, 2, 3, 7, 9, 33, 65, 100, 1000)
}
