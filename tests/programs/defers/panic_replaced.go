// A later panic replaces an earlier one; recover sees the last.
package main

import (
	"fmt"
)

func main() {
	defer func() {
		fmt.Println("outer", recover())
		fmt.Println("again", recover())
	}()
	defer func() {
		defer func() {
			fmt.Println("middle", recover())
			panic("from middle")
		}()
		panic("second")
	}()
	panic("first")
}
