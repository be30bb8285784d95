// Arrays are values.
package main

import (
	"fmt"
)

func main() {
	a := [3]int{1, 2, 3}
	b := a
	b[0] = 10
	p := &a
	p[1] = 20
	fmt.Println(a, b, a == b, a != [3]int{1, 20, 3}, len(p), cap(a))
	grid := [2][3]string{{"a", "b"}, {2: "z"}}
	fmt.Println(grid, len(grid[0]), grid[1][2])
	for i, row := range grid {
		row[0] = "changed"
		grid[i][1] = "kept"
	}
	fmt.Println(grid)
	c := [...]string{2: "two", 0: "zero", 4: "four"}
	fmt.Printf("%d %q\n", len(c), c)
	change := func(a [3]int) { a[0] = -1 }
	change(a)
	fmt.Println(a[0])
	var empty [0]int
	fmt.Println(empty, len(empty))
	m := map[[2]int]string{{1, 2}: "x"}
	fmt.Println(m[[2]int{1, 2}], m[[2]int{2, 1}] == "")
	s := a[:]
	s[2] = 33
	fmt.Println(a, [2]bool{true} == [2]bool{true, false})
	for i, v := range a {
		a[2] = 100
		fmt.Print(i, v, " ")
	}
	fmt.Println(a)
}
