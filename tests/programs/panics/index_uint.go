// An unsigned index too large for int.
package main

import (
	"fmt"
)

func main() {
	s := []int{1}
	var i uint64 = 1 << 63
	fmt.Println(s[i])
}
