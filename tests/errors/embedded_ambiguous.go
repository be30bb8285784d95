// Ambiguous selectors and bad embedding.
package main

type A struct{ x int }
type B struct{ x int }
type C struct {
	A
	B
}
type D struct {
	*int
	**A
	[]int
}
type E struct {
	A
	A
}

func main() {
	var c C
	_ = c.x
	_ = c.A.x
}
