// An integer as a panic value.
package main

func main() {
	panic(42)
}
