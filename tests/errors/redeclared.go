// Names declared twice.
package main

type T struct {
	a int
	a string
}

func (T) m() {}
func (T) m() {}

func f() {}
func f() {}

var v int
var v string

func g(a int, a string) {}

func main() {
	x := 1
	x := 2
	var x int
	_ = x
}
