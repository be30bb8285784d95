// A variable where a type is needed, and the other way round.
package main

type T int

func f() {}

func main() {
	x := 1
	var y x
	_ = T
	_ = []f{}
	T = 1
	_ = int
	var z T.foo
	_ = x[int]
	_ = T(1, 2)
	_ = T()
	_, _ = y, z
}
