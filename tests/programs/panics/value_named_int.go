// A value of a named integer type.
package main

type level uint8

func main() {
	panic(level(7))
}
