// A formatted error as a panic value.
package main

import (
	"fmt"
	"os"
)

func main() {
	panic(fmt.Errorf("outer: %w", os.ErrNotExist))
}
