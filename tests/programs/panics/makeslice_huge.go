// A length that no memory holds.
package main

import (
	"fmt"
)

func main() {
	n := 1 << 62
	fmt.Println(len(make([]int64, n)))
}
