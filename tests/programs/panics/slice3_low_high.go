// A full slice's low above its high.
package main

import (
	"fmt"
)

func main() {
	s := make([]int, 3, 30)
	lo, hi := 5, 2
	fmt.Println(s[lo:hi:3])
}
