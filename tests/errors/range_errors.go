// Ranging over what cannot be ranged over.
package main

type T struct{}

func main() {
	for range 1.5 {
	}
	for range (T{}) {
	}
	for i, v := range 10 {
		_, _ = i, v
	}
	for i, v := range make(chan int) {
		_, _ = i, v
	}
	for range func(int) {} {
	}
	for a, b, c := range []int{} {
	}
	var p *[]int
	for range p {
	}
}
