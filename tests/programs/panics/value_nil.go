// A nil panic value.
package main

func main() {
	panic(nil)
}
