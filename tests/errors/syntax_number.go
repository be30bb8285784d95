// Malformed numbers.
package main

func main() {
	_ = 0b12
	_ = 08
	_ = 0x
	_ = 1_
	_ = 1e
	_ = 0o9
}
