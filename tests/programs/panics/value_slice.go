// A slice as a panic value.
package main

func main() {
	panic([]int{1, 2})
}
