// Unexpected newline in several places.
package main

func main() {
	x := []int{1, 2, 3
	}
	y := x[0
	]
	println(x,
		y
	)
}
