// Typed constants mixed.
package main

const a int = 1
const b float64 = 2
const s = "x"

func main() {
	_ = a + b
	_ = a + 1.5
	_ = a << 1.5
	_ = a << -1
	var u uint = a
	_ = s + 1
	_ = b % 2
	_ = ^b
	_ = 1 << b
	_ = u
}
