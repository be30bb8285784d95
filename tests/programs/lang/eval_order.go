// Calls happen left to right; operands of assignments first.
package main

import (
	"fmt"
)

func main() {
	trace := func(s string, v int) int { fmt.Print(s, " "); return v }
	a := []int{0, 0, 0}
	a[trace("i", 1)], a[trace("j", 2)] = trace("x", 5), trace("y", 6)
	fmt.Println(a)
	fmt.Println(trace("a", 1)+trace("b", 2)*trace("c", 3), trace("d", 4))
	i := 0
	i, a[i] = 2, 9
	fmt.Println(i, a)
	m := map[int]int{trace("k1", 1): trace("v1", 1), trace("k2", 2): trace("v2", 2)}
	fmt.Println(len(m))
	f := func(xs ...int) func(int) int {
		fmt.Print("f ")
		return func(y int) int { return len(xs) + y }
	}
	fmt.Println(f(trace("1", 1), trace("2", 2))(trace("3", 3)))
	_ = trace("l", 0) == 1 && trace("never", 0) == 0 || trace("r", 0) == 0
	fmt.Println()
	s := struct{ a, b int }{b: trace("b", 2), a: trace("a", 1)}
	fmt.Println(s)
	x, y := 1, 2
	x, y = y, x+y
	fmt.Println(x, y)
}
