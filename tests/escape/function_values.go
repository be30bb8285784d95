package main

var sink *int

func known(p *int) {}

func leaks(p *int) { sink = p }

func unknown(f func(*int)) {
	x := 1
	f(&x)
}

func variable() {
	f := known
	x := 1
	f(&x)
}

func assigned(b bool) {
	f := known
	if b {
		f = leaks
	}
	x := 1
	f(&x)
}

func recursive(n int) int {
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	return fib(n)
}

type handler struct{ f func(*int) }

func inStruct(h handler) {
	x := 1
	h.f(&x)
}

func compose(f, g func(int) int) func(int) int {
	return func(x int) int { return g(f(x)) }
}

func main() {
	unknown(known)
	variable()
	assigned(true)
	recursive(5)
	inStruct(handler{known})
	compose(func(x int) int { return x + 1 }, func(x int) int { return x * 2 })(3)
}
