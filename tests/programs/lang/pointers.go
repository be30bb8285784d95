// Addresses, new, pointers to pointers, escape.
package main

import (
	"fmt"
)

func main() {
	newCounter := func() *int {
		n := 0
		return &n
	}
	a, b := newCounter(), newCounter()
	*a++
	*a++
	*b--
	fmt.Println(*a, *b, a == b, a != nil)
	pp := &a
	**pp = 7
	*pp = b
	fmt.Println(*a, a == b)
	p := new(struct{ v []int })
	p.v = append(p.v, 1)
	q := &p.v[0]
	*q = 5
	p.v = append(p.v, 2, 3, 4)
	*q = 6
	fmt.Println(p.v[0], *q)
	arr := [3]int{1, 2, 3}
	e := &arr[1]
	*e *= 100
	fmt.Println(arr, *(&arr[2]))
	type node struct {
		next *node
		v    int
	}
	var head *node
	for i := range 4 {
		head = &node{head, i}
	}
	for n := head; n != nil; n = n.next {
		fmt.Print(n.v, " ")
	}
	fmt.Println(new(int) == new(int), *new(string) == "")
}
