// Types that do not implement an interface.
package main

type shape interface {
	Area() float64
	Name() string
}

type square struct{}

func (square) Area() float64 { return 1 }

type wrong struct{}

func (wrong) Area() int    { return 1 }
func (wrong) Name() string { return "" }

type pointer struct{}

func (*pointer) Area() float64 { return 1 }
func (*pointer) Name() string  { return "" }

func use(shape) {}

func main() {
	var s shape = square{}
	s = wrong{}
	s = pointer{}
	use(square{})
	use(&pointer{})
	use(1)
	_ = s.(square)
	_ = s.(*pointer)
	return
}
