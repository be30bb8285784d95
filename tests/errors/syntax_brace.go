// A missing closing brace.
package main

func main() {
	if true {
		println("x")
