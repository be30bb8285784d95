// Several packages, with init order across them.
package main

import (
	"fmt"

	"example/internal/shape"
	u "example/util"
)

var total = u.Sum(1, 2, 3)

func init() { fmt.Println("main init", total) }

func main() {
	shapes := []shape.Shape{shape.Square{Side: 2}, shape.NewCircle(1)}
	for _, s := range shapes {
		fmt.Printf("%T %.2f %v\n", s, s.Area(), s)
	}
	fmt.Println(u.Count, u.Version, shape.Names())
}
