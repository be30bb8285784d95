// Packages that no library has.
package main

import (
	"fmt"
	"string"
	"math/random"
	"Strings"
)

func main() {
	fmt.Println(string.ToUpper("x"))
}
