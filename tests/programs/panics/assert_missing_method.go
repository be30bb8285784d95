// A type assertion to an interface that the value lacks.
package main

import (
	"fmt"
)

type shape interface{ area() float64 }

func main() {
	var x any = 3
	fmt.Println(x.(shape))
}
