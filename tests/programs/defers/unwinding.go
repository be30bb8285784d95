// A panic passes several frames, each with its own deferred calls.
package main

import (
	"fmt"
)

func a() (s string) {
	defer func() {
		s = fmt.Sprint("a got ", recover())
	}()
	return b()
}

func b() string {
	defer fmt.Println("b done")
	for i := range 3 {
		defer func() { fmt.Println("b loop", i) }()
	}
	return c(0)
}

func c(n int) string {
	defer fmt.Println("c", n, "done")
	if n == 2 {
		var p *struct{ s string }
		return p.s
	}
	return c(n + 1)
}

func main() {
	fmt.Println(a())
	fmt.Println(a())
}
