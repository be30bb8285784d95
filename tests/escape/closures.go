package main

func call(f func()) { f() }

var kept func()

func byValue() {
	x := 1
	call(func() { _ = x })
}

func byReference() int {
	x := 1
	call(func() { x++ })
	return x
}

func escapes() func() int {
	n := 0
	return func() int { n++; return n }
}

func escapesByValue() func() int {
	n := 7
	return func() int { return n }
}

func large() {
	var a [17]int
	f := func() int { return a[3] }
	f()
}

func stored() {
	x := 2
	kept = func() { x += 3 }
}

func nested() int {
	x := 1
	func() {
		func() { x++ }()
	}()
	return x
}

func resultOfLiteral() int {
	u := 42
	f := func() *int { return &u }
	*f() = 43
	return u
}

func before() func() int {
	x := 1
	x = 2
	return func() int { return x }
}

func main() {
	byValue()
	byReference()
	escapes()()
	escapesByValue()()
	large()
	stored()
	nested()
	resultOfLiteral()
	before()()
}
