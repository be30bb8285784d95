// Captured variables are shared, live on, and can be anything.
package main

import (
	"fmt"
	"strconv"
)

func counter() (inc func() int, reset func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 0 }
}

func compose[A, B, C any](f func(A) B, g func(B) C) func(A) C {
	return func(a A) C { return g(f(a)) }
}

func main() {
	inc, reset := counter()
	inc2, _ := counter()
	inc()
	inc()
	fmt.Println(inc(), inc2())
	reset()
	fmt.Println(inc())
	x, arr, s := 1, [3]int{1, 2, 3}, "s"
	f := func() {
		x *= 2
		arr[0]++
		s += "!"
	}
	f()
	f()
	fmt.Println(x, arr, s)
	var fact func(int) int
	fact = func(n int) int {
		if n <= 1 {
			return 1
		}
		return n * fact(n-1)
	}
	fmt.Println(fact(10))
	show := compose(strconv.Itoa, func(s string) []byte { return []byte(s + "?") })
	fmt.Printf("%s\n", show(42))
	acc := []func(int) int{}
	for i := range 3 {
		acc = append(acc, func(d int) int { i += d; return i })
	}
	fmt.Println(acc[0](10), acc[0](10), acc[2](1))
	func() {
		y := x
		defer func() { fmt.Println("y", y, "x", x) }()
		y++
		x = 0
	}()
	p := &x
	g := func() int { return *p }
	x = 77
	fmt.Println(g())
	deep := func() func() func() int {
		return func() func() int {
			return func() int { x++; return x }
		}
	}
	n := deep()()()
	fmt.Println(n, x)
}
