// Variadic parameters in the wrong place.
package main

func f(xs ...int, y int) {}

func g(...int) {}

func main() {
	g([]int{1}, 2)
	g(1, []int{1}...)
	g([]string{"a"}...)
	var x ...int
}
