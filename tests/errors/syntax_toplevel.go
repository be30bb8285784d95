// Statements outside of functions.
package main

x := 1

func main() {}

fmt.Println("x")
