// A key whose field holds a func.
package main

import (
	"fmt"
)

type key struct {
	name string
	v    any
}

func main() {
	m := map[key]int{}
	m[key{"a", 1}] = 1
	fmt.Println(m[key{"a", 1}])
	fmt.Println(m[key{"a", func() {}}])
}
