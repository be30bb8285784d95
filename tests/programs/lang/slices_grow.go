// append, capacity growth by size classes, aliasing.
package main

import (
	"fmt"
)

func main() {
	var s []int
	last := -1
	for i := 0; i < 2000; i++ {
		s = append(s, i)
		if cap(s) != last {
			last = cap(s)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	var bs []byte
	last = -1
	for i := 0; i < 5000; i++ {
		bs = append(bs, 1)
		if cap(bs) != last {
			last = cap(bs)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	type big struct{ a, b, c, d, e int64 }
	var gs []big
	last = -1
	for i := 0; i < 300; i++ {
		gs = append(gs, big{})
		if cap(gs) != last {
			last = cap(gs)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	t := append([]int{1, 2, 3}, 4, 5, 6, 7)
	fmt.Println(len(t), cap(t), cap(append([]int32(nil), 1)), cap(append([]string{}, "a", "b", "c")))
	fmt.Println(cap(append([]byte("hello"), " world, how are you"...)))
}
