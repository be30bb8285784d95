// A negative low bound.
package main

import (
	"fmt"
)

func main() {
	s := []byte("abc")
	lo := -1
	fmt.Println(s[lo:])
}
