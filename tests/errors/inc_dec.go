// Increments as expressions and of wrong things.
package main

func main() {
	x := 1
	y := x++
	++x
	"a"++
	s := "s"
	s++
	s += 1
	x += "a"
	x =+ 1
	x, y += 1, 2
}
