// Index through a pointer to an array.
package main

import (
	"fmt"
)

func main() {
	a := &[2]int{1, 2}
	for i := 0; ; i++ {
		fmt.Println(a[i])
	}
}
