// Untyped nil where a type is needed.
package main

func main() {
	x := nil
	var y = nil
	_ = nil
	var i int = nil
	if nil {
	}
	for nil {
	}
	var s string = nil
	_, _, _, _ = x, y, i, s
}
