// A complex number as a panic value.
package main

func main() {
	panic(complex(1, -2))
}
