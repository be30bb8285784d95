// A rune as a panic value.
package main

func main() {
	panic('x')
}
