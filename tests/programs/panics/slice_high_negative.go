// A negative high bound.
package main

import (
	"fmt"
)

func main() {
	s := []byte("abc")
	hi := -1
	fmt.Println(s[:hi])
}
