// Calling a value method through a nil pointer.
package main

import (
	"fmt"
)

type T struct{ n int }

func (t T) get() int { return t.n }

func main() {
	var t *T
	fmt.Println(t.get())
}
