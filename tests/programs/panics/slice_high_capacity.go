// A slice's high bound past its capacity.
package main

import (
	"fmt"
)

func main() {
	s := make([]int, 2, 3)
	n := 20
	fmt.Println(s[:n])
}
