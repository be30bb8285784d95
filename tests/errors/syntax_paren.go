// A missing parenthesis.
package main

func main() {
	println("x"
}
