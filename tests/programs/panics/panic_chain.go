// Three panics, one of them recovered and replaced.
package main

import (
	"fmt"
)

func main() {
	defer func() {
		panic(fmt.Errorf("third"))
	}()
	defer func() {
		defer func() {
			fmt.Println("recovered", recover())
		}()
		panic("inner")
	}()
	defer func() {
		panic(2)
	}()
	panic("one")
}
