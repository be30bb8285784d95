// Operators on the wrong operands.
package main

type T struct{ f func() }

func main() {
	a, s, b, f := 1, "s", true, 1.5
	_ = a + s
	_ = a + f
	_ = s - s
	_ = !a
	_ = -s
	_ = b + b
	_ = a && b
	_ = f % f
	_ = a << f
	_ = T{} == T{}
}
