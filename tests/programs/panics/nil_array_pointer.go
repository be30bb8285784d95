// Ranging over a nil array pointer with values.
package main

import (
	"fmt"
)

func main() {
	var p *[3]int
	for i := range p {
		fmt.Println(i, len(p))
	}
	for _, v := range p {
		fmt.Println(v)
	}
}
