package main

//go:noinline
var a int

//go:nosplit
type (
	t int //go:noinline
)

//go:embed a.txt
var b string

//go:noinline
func main() {
	//go:noinline
	println(a, b, t(1))
}

//go:systemstack
func f() {}
