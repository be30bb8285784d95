// append, capacity growth by size classes.
package main

import (
	"fmt"
)

type big struct{ a, b, c, d, e int64 }

// Package variables: what they hold is on the heap, whatever the compiler can prove.
var (
	ints    []int
	bs      []byte
	bigs    []big
	strs    []string
	small   []int32
	of3     []int
	chars   []byte
)

func main() {
	last := -1
	for i := 0; i < 2000; i++ {
		ints = append(ints, i)
		if cap(ints) != last {
			last = cap(ints)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	last = -1
	for i := 0; i < 5000; i++ {
		bs = append(bs, 1)
		if cap(bs) != last {
			last = cap(bs)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	last = -1
	for i := 0; i < 300; i++ {
		bigs = append(bigs, big{})
		if cap(bigs) != last {
			last = cap(bigs)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	of3 = append([]int{1, 2, 3}, 4, 5, 6, 7)
	small = append(small, 1)
	strs = append([]string{}, "a", "b", "c")
	chars = append([]byte("hello"), " world, how are you"...)
	fmt.Println(len(of3), cap(of3), cap(small), cap(strs), cap(chars))
}
