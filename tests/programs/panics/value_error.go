// An error as a panic value.
package main

import (
	"errors"
)

func main() {
	panic(errors.New("it broke"))
}
