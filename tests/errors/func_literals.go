// Function types that do not match.
package main

func apply(f func(int) string) {}

func main() {
	apply(func(x int) int { return x })
	apply(func() {})
	apply(nil)
	apply(apply)
	var f func(int) = func(string) {}
	f = func(x int) { return x }
	g := func(x int) { y := 1 }
	h := func(int) int {}
	_, _, _ = f, g, h
}
