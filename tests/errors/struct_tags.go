// Fields and embedded types with syntax errors.
package main

type T struct {
	a, b
	c int, d int
	e int = 3
}

func main() {}
