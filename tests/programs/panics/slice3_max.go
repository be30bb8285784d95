// A full slice's max past the capacity.
package main

import (
	"fmt"
)

func main() {
	s := make([]int, 3)
	n := 20
	fmt.Println(s[:1:n][0])
}
