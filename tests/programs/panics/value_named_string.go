// A value of a named string type.
package main

type code string

func main() {
	panic(code("E42"))
}
