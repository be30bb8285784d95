// Package variables by dependency, then init functions in order.
package main

import (
	"fmt"
)

var a = b + 1
var b = f("b", c*2)
var c = f("c", 3)
var x, y = pair()
var _ = f("blank", 0)

func f(name string, v int) int {
	fmt.Println("init", name, v)
	return v
}

func pair() (int, int) {
	fmt.Println("pair sees a", a)
	return 1, 2
}

func init() { fmt.Println("first init", a, b, c) }
func init() {
	c = 100
	fmt.Println("second init", x, y)
}

var late = func() int { return f("late", x+y) }()

func main() { fmt.Println("main", a, b, c, late) }
