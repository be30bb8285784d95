// A float as a panic value.
package main

func main() {
	panic(1.5)
}
