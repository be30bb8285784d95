// new takes an initial value.
package main

import (
	"fmt"
)

func main() {
	p := new(42)
	s := new("text")
	f := new(1.5)
	*p++
	fmt.Println(*p, *s, *f)
	fmt.Printf("%T %T %T\n", p, s, f)
	x := 7
	q := new(x * 2)
	x = 0
	fmt.Println(*q)
}
