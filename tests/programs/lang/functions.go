// Multiple and named results, variadics, recursion, function types.
package main

import (
	"fmt"
)

func divmod(a, b int) (q, r int) {
	q = a / b
	r = a % b
	return
}

func sum(base int, xs ...int) int {
	for _, x := range xs {
		base += x
	}
	return base
}

func apply(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func ack(m, n int) int {
	switch {
	case m == 0:
		return n + 1
	case n == 0:
		return ack(m-1, 1)
	}
	return ack(m-1, ack(m, n-1))
}

func isEven(n int) bool { return n == 0 || isOdd(n-1) }
func isOdd(n int) bool  { return n != 0 && isEven(n-1) }

func swap(a, b string) (string, string) { return b, a }
func join(a, b string) string           { return a + "-" + b }

type op func(a, b int) int

func main() {
	q, r := divmod(17, 5)
	fmt.Println(q, r, sum(1), sum(1, 2, 3), sum(0, []int{4, 5}...))
	inc := func(x int) int { return x + 1 }
	dbl := func(x int) int { return x * 2 }
	fmt.Println(apply(inc, dbl, inc)(3), fib(15), ack(2, 3), isEven(10), isOdd(7))
	fmt.Println(join(swap("a", "b")))
	ops := map[string]op{"+": func(a, b int) int { return a + b }, "-": func(a, b int) int { return a - b }}
	fmt.Println(ops["+"](3, 4), ops["-"](3, 4), ops["*"] == nil)
	var xs []int
	change := func(xs ...int) { xs[0] = 99 }
	xs = []int{1, 2}
	change(xs...)
	fmt.Println(xs, func(xs ...int) bool { return xs == nil }())
	fmt.Println(func(a, _ int, _ string) int { return a }(1, 2, "x"))
}
