// Names in lower case: gc knows some of those that a package keeps to itself.
package main

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

func main() {
	fmt.println("x")
	fmt.errorf("x")
	math.sqrt(2)
	math.pi
	strings.toUpper("x")
	errors.new("x")
}
