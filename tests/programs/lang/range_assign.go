// A range clause that assigns: operands on the left are evaluated before either gets its value.
package main

import "fmt"

func main() {
	x := []int{10, 20}
	i := 1
	for i, x[i] = range []int{99} {
		break
	}
	fmt.Println(i, x)
	i = 1
	for i, x[i] = range []int{5, 6} {
		fmt.Println(i, x)
	}
	var r [3]rune
	k := 2
	for k, r[k] = range "ab" {
	}
	fmt.Println(k, r)
	k = 0
	m := []string{"", ""}
	for k, m[k] = range map[int]string{1: "one"} {
	}
	fmt.Printf("%d %q\n", k, m)
	pairs := func(yield func(int, string) bool) { _ = yield(1, "a") && yield(0, "b") }
	k = 0
	for k, m[k] = range pairs {
		fmt.Printf("%d %q\n", k, m)
	}
}
