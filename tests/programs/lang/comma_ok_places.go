package main

import "fmt"

type pair struct {
	v  [1]int
	ok bool
}

// Two values of one expression, assigned to what is no plain variable.
func main() {
	c := make(chan [1]int, 2)
	c <- [1]int{7}
	c <- [1]int{8}
	var q [2][1]int
	p, i := &q, 1
	var ok bool
	p[i], ok = <-c
	fmt.Println(q, ok)
	s := []pair{{}, {}}
	s[i].v, s[0].ok = <-c
	fmt.Println(s)
	m := map[string][1]int{"a": {5}}
	p[0], s[1].ok = m["a"]
	fmt.Println(q, s)
	var x any = [1]int{4}
	(*p)[i], m2(s)[0].ok = x.([1]int)
	fmt.Println(q, s)
	p[i], s[i].ok = func() ([1]int, bool) { i = 0; return [1]int{3}, false }()
	fmt.Println(q, s)
	table := map[string]pair{}
	var n any
	n, ok = <-c2()
	fmt.Println(table, n, ok)
}

func m2(s []pair) []pair { fmt.Println("m2"); return s }

func c2() chan int { c := make(chan int); close(c); return c }
