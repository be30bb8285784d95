// Undefined identifiers, fields, methods and package members.
package main

import "fmt"

type T struct{ a int }

func (T) m() {}

func main() {
	x = 1
	fmt.Println(y, undefinedFunc(1))
	var t T
	t.b = 1
	t.n()
	fmt.Printl("x")
	fmt.println("x")
	var u Unknown
	nopkg.F()
}
