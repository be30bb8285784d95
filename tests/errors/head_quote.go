// An import path without its closing quote.
package main

import "fmt

func main() {
	fmt.Println("x")
}
