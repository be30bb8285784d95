// A method called on a nil interface from elsewhere faults where the method's address would be.
package main

type shape interface {
	Perimeter() float64
	Area() float64
	name() string
}

type box struct{ content shape }

func main() {
	boxes := make([]box, 1)
	defer func() {
		recover()
		println(boxes[0].content.name())
	}()
	println(boxes[0].content.Perimeter())
}
