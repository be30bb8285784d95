// Impossible assertions and cases.
package main

type I interface{ M() }
type A struct{}
type B struct{}

func (A) M() {}

func main() {
	var i I = A{}
	_ = i.(B)
	switch i.(type) {
	case A:
	case B:
	case *A:
	}
	x := 1
	_ = x.(int)
	switch x.(type) {
	}
	_ = i.(I2)
}
