package main

import "fmt"

type T struct{ n int }

func (t *T) Inc() {}

func g() {}

func main() {
	x := g()
	fmt.println("a")
	fmt.Printl("a")
	main.x()
	go g
	defer recover
	go func() {}
	defer int(3)
	T.Inc(T{})
	3()
}
