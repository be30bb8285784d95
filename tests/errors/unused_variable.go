// Declared and not used, in several places.
package main

func main() {
	x := 1
	var y, z int
	_ = y
	for i, v := range []int{1} {
		_ = i
	}
	if a := 2; true {
	}
	f := func() { b := 3 }
}
