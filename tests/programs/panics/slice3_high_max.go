// A full slice's high above its max.
package main

import (
	"fmt"
)

func main() {
	s := make([]int, 3, 30)
	hi, mx := 20, 2
	fmt.Println(s[:hi:mx])
}
