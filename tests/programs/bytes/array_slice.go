// Arrays to slices and back: by reference through a pointer, by copy through a value.
package main

import "fmt"

func main() {
	s := []int{1, 2, 3, 4, 5}
	p := (*[3]int)(s)
	a := [3]int(s)
	p[0] = 100
	a[1] = 200
	fmt.Println(s, *p, a, &p[0] == &s[0])
	q := (*[2]int)(s[3:])
	q[1]++
	fmt.Println(s, len(q), cap(q[:]))
	z := (*[0]int)(s)
	fmt.Println(z != nil, (*[0]int)([]int(nil)) == nil, (*[0]int)([]int{}) != nil)
	b := a[:]
	b[2] = 300
	c := a
	c[0] = -1
	fmt.Println(a, b, c)
	m := (*[4]int)(s[:2:5][:4])
	fmt.Println(*m, [0]int(s))
	for i, x := range a {
		a[2] = 0
		fmt.Print(i, x, " ")
	}
	for i, x := range &a {
		a[2] = 7
		fmt.Print(i, x, " ")
	}
	fmt.Println()
}
