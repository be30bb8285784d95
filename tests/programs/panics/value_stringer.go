// A Stringer as a panic value.
package main

import (
	"fmt"
)

type T struct{ n int }

func (t T) String() string { return fmt.Sprint("T number ", t.n) }

func main() {
	panic(T{9})
}
