// Parameters, results, struct assignments and array assignments copy bytes.
package main

import (
	"fmt"
	"unsafe"
)

type rec struct {
	p *int
	a [2]int
	s []int
}

func change(r rec) rec {
	*r.p++
	r.a[0]++
	r.s[0]++
	r.s = append(r.s, 1)
	return r
}
func main() {
	n := 1
	r := rec{&n, [2]int{1, 1}, []int{1}}
	q := change(r)
	fmt.Println(n, r.a, r.s, q.a, q.s, r.p == q.p)
	a := [2]rec{r, q}
	b := a
	b[0].a[1] = 9
	fmt.Println(a[0].a, b[0].a, &a[0] != &b[0], unsafe.Sizeof(a))
	x, y := [3]int{1, 2, 3}, [3]int{4, 5, 6}
	x, y = y, x
	fmt.Println(x, y)
	x[0], x[1], x[2] = x[2], x[0], x[1]
	fmt.Println(x)
	m := map[string][2]int{"k": {1, 2}}
	v := m["k"]
	v[0] = 50
	fmt.Println(m, v)
}
