// Converting a slice that is too short to an array pointer.
package main

import (
	"fmt"
)

func main() {
	s := []int{1}
	p := (*[2]int)(s)
	fmt.Println(p)
}
