// A bool as a panic value.
package main

func main() {
	panic(1 < 2)
}
