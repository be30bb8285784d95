// Assignment counts that do not match.
package main

func two() (int, int) { return 1, 2 }
func none()           {}

func main() {
	a, b := 1
	c, d, e := two()
	var f, g int = 1, 2, 3
	h := two()
	i := none()
	a, b = two(), 1
	_, _, _, _, _, _, _, _, _ = a, b, c, d, e, f, g, h, i
}
