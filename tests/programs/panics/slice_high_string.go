// A string's high bound past its length.
package main

import (
	"fmt"
)

func main() {
	s := "hello"
	n := 20
	fmt.Println(s[:n])
}
