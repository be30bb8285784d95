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

func main() {
	for a, b := range count(3) {
	}
	for i := range count {
	}
	for s := range count(3) {
		var t string = s
	}
	for i, c := range "abc" {
		var x byte = c
	}
	for k, v := range map[string]bool{} {
		k = 1
		v = "x"
	}
	for i := range 1.5 {
	}
	for i := range nil {
	}
	for range main {
	}
	var p *[]int
	for range p {
	}
	for i, j := range func(yield func(int) bool) {} {
	}
}
