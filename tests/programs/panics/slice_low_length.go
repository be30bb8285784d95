// Low bound above the length.
package main

import (
	"fmt"
)

func main() {
	s := "hello"
	lo := 7
	fmt.Println(s[lo:])
}
