package main

//line gen.y:100
func f() int {
	return "one"
}

//line :7:3
var a int = "two"
var b int = "three"

func main() {
	/*line other.go:50:20*/ var c int = "four"
	f()
}

//line x.go:9
func g() int { return "five" }
