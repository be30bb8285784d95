// The blank identifier as a value.
package main

func f(_ int) int { return _ }

type _ struct{}

func main() {
	x := _
	_ = _
	_()
	var t struct{ _ int }
	_ = t._
	_++
	_ = x
}
