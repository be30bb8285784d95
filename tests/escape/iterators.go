package main

import "iter"

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func words(list ...string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i, w := range list {
			if !yield(i, w) {
				return
			}
		}
	}
}

func twice(yield func() bool) {
	if yield() {
		yield()
	}
}

func sum() (n int) {
	for i := range count(4) {
		n += i
	}
	return n
}

func joined() string {
	s := ""
	for i, w := range words("a", "b") {
		if i > 5 {
			break
		}
		s += w
	}
	return s
}

func direct() int {
	n := 0
	for range twice {
		n++
	}
	return n
}

func found() (at int) {
	for i := range count(9) {
		if i == 3 {
			return i
		}
	}
	return -1
}

func main() {
	sum()
	joined()
	direct()
	found()
}
