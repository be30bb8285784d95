// Comparing interfaces that hold structs with maps.
package main

import (
	"fmt"
)

type T struct {
	n int
	m map[int]int
}

func main() {
	var a, b any = T{n: 1}, T{n: 2}
	fmt.Println(a == any(3))
	fmt.Println(a == b)
}
