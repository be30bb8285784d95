// Channels compare by identity.
package main

import (
	"fmt"
)

func main() {
	a, b := make(chan int), make(chan int)
	var n chan int
	c := a
	fmt.Println(a == b, a == c, n == nil, a != nil)
	var r <-chan int = a
	fmt.Println(r == a, any(a) == any(c), any(r) == any(a))
	m := map[chan int]string{a: "a", b: "b"}
	fmt.Println(m[c], len(m[n]))
}
