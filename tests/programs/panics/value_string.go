// A string as a panic value, with several lines.
package main

func main() {
	panic("first line\nsecond line\nthird")
}
