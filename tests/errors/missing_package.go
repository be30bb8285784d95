// A file that does not begin with package is another matter; here: an odd token.
package main

func main() {
	a := 1 @ 2
	b := a ? 1 : 2
	c := #3
	while a < 3 {
	}
}
