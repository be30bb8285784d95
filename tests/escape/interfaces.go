package main

type shape interface{ area() int }

type square struct{ side int }

func (s square) area() int { return s.side * s.side }

type disc struct{ r int }

func (d *disc) area() int { return 3 * d.r * d.r }

var sink any
var shapes []shape

func dynamic(s shape) int { return s.area() }

func convert(n int, s string, p *int, a [2]int) {
	sink = n
	sink = s
	sink = p
	sink = a
	sink = any(n + 1)
	sink = 7
	sink = "constant"
	sink = struct{}{}
}

func known() int {
	var s shape = square{2}
	return s.area()
}

func knownPointer() int {
	var s shape = &disc{2}
	return s.area()
}

func asserted(v any) *int {
	p, _ := v.(*int)
	return p
}

func copied(v any) int { return v.(int) }

func compared(v any, n int) bool { return v == n }

func main() {
	dynamic(square{1})
	dynamic(&disc{1})
	convert(1, "a", nil, [2]int{})
	known()
	knownPointer()
	asserted(nil)
	copied(1)
	compared(1, 1)
	shapes = append(shapes, square{3})
}
