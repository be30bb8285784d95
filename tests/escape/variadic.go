package main

import "fmt"

func ints(list ...int) (n int) {
	for _, x := range list {
		n += x
	}
	return n
}

func first(list ...*int) *int { return list[0] }

var kept []*int

func keep(list ...*int) { kept = list }

func anything(list ...any) int { return len(list) }

func pass(list ...any) { fmt.Println(list...) }

func main() {
	x, y := 1, 2
	ints(1, x, y)
	ints()
	first(&x)
	keep(&y)
	anything(x, "a", 3.5, nil, &x)
	pass(x, y)
	ints([]int{1, 2}...)
	fmt.Println("text", x)
	fmt.Printf("%d\n", y)
	s := fmt.Sprintf("%v", []int{x})
	_ = s
}
