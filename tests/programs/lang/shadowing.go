// Scopes, shadowing, redeclaration.
package main

import (
	"errors"
	"fmt"
)

func main() {
	x := 1
	{
		x := 2
		x++
		{
			var x = "three"
			fmt.Print(x, " ")
		}
		fmt.Print(x, " ")
	}
	fmt.Println(x)
	if x, y := 10, 20; x < y {
		x := x + y
		fmt.Println(x)
	}
	a, err := 1, error(nil)
	b, err := 2, errors.New("e")
	fmt.Println(a, b, err)
	len := func(s string) int { return 42 }
	true := false
	fmt.Println(len("abc"), true)
	type int string
	var s int = "int is a string here"
	fmt.Println(s)
	for i := 0; i < 1; i++ {
		i := "inner"
		fmt.Println(i)
	}
}
