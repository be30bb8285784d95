// Smaller things: iter types, complex parts.
package main

import (
	"fmt"
	"io"
	"iter"
	"math"
)

func main() {
	var s iter.Seq[int] = func(yield func(int) bool) { _ = yield(1) && yield(2) }
	for v := range s {
		fmt.Print(v, " ")
	}
	var s2 iter.Seq2[string, error] = func(yield func(string, error) bool) { yield("a", io.EOF) }
	for k, v := range s2 {
		fmt.Println(k, v)
	}
	c := complex(3, 4)
	fmt.Println(math.Hypot(real(c), imag(c)), c*complex(real(c), -imag(c)))
}
