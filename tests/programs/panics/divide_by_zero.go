// Integer division by zero.
package main

import (
	"fmt"
)

func main() {
	a, b := 1, 0
	fmt.Println(1.0 / float64(b))
	fmt.Println(a / b)
}
