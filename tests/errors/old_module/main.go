package main

import "fmt"

type Pair[T any] struct{ a, b T }

type number interface {
	~int | ~float64
}

func add[T number](a, b T) T { return a + b }

func main() {
	p := Pair[int]{1, 2}
	fmt.Println(add(p.a, p.b), min(1, 2))
	for i := range 3 {
		fmt.Println(i)
	}
	var s = []int{1, 2}
	fmt.Println([2]int(s), *(*[2]int)(s))
}
