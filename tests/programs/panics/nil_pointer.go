// Reading through a nil pointer.
package main

import (
	"fmt"
)

func main() {
	var p *int
	fmt.Println("about to read")
	fmt.Println(*p)
}
