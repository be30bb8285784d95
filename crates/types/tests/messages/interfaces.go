package main

import (
	"fmt"
	"io"
)

type Shape interface {
	Area() float64
	Name() string
}

type Sq struct{}

func (s *Sq) Area() float64 { return 1 }
func (s Sq) Name() string   { return "" }

type Circle struct{}

func (c Circle) Area() int    { return 1 }
func (c Circle) Name() string { return "" }

type Tri struct{}

func (t Tri) area() float64 { return 1 }

func use(s Shape) {}

func main() {
	use(Sq{})
	use(&Sq{})
	use(Circle{})
	use(Tri{})
	var s Shape = nil
	_ = s.(Circle)
	_ = s.(int)
	_ = s.(fmt.Stringer)
	var e error = "x"
	var r io.Reader = s
	switch s.(type) {
	case Tri:
	case Shape, Shape:
	}
	s.Foo()
	var ps *Shape = &s
	ps.Area()
	x := 1
	_ = x.(int)
}
