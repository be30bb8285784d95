// Truncated division for all signs, and constants.
package main

import (
	"fmt"
	"math"
)

func main() {
	for _, a := range []int{7, -7} {
		for _, b := range []int{2, -2, 3, -3} {
			fmt.Println(a, b, a/b, a%b, a/b*b+a%b == a)
		}
	}
	const c, d = -7, 2
	fmt.Println(c/d, c%d, 7.0/2, 7/2, 7/2.0)
	var u uint = 7
	fmt.Println(u/2, u%4, -u == math.MaxUint64-6)
}
