// A capacity below the length.
package main

import (
	"fmt"
)

func main() {
	n, c := 5, 2
	fmt.Println(len(make([]int, n, c)))
}
