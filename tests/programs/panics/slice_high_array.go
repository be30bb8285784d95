// An array's high bound past its length.
package main

import (
	"fmt"
)

func main() {
	a := [5]int{}
	n := 6
	fmt.Println(a[1:n])
}
