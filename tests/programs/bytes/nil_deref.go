// A nil dereference that nobody recovers.
package main

type rec struct {
	pad [3]int
	x   int
}

func main() {
	var p *rec
	println("before")
	println(p.x)
}
