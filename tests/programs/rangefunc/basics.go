// Ranging over functions with zero, one and two values.
package main

import (
	"fmt"
	"iter"
)

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				fmt.Println("stopped at", i)
				return
			}
		}
		fmt.Println("ran out")
	}
}

func pairs(s string) iter.Seq2[int, rune] {
	return func(yield func(int, rune) bool) {
		for i, r := range s {
			if !yield(i, r) {
				return
			}
		}
	}
}

func thrice(yield func() bool) {
	_ = yield() && yield() && yield()
}

func main() {
	for i := range count(3) {
		fmt.Print(i, " ")
	}
	for i := range count(10) {
		if i == 2 {
			break
		}
		if i == 0 {
			continue
		}
		fmt.Print(i, " ")
	}
	for i, r := range pairs("hé!") {
		fmt.Print(i, string(r), " ")
	}
	n := 0
	for range thrice {
		n++
	}
	for range count(2) {
		n++
	}
	var x int
	for x = range count(4) {
	}
	fmt.Println(n, x)
}
