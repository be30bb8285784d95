// Calls with wrong arguments.
package main

func f(a int, b string) {}
func v(a int, xs ...string) {}

func main() {
	f(1)
	f(1, "a", 2)
	f("a", 1)
	v()
	v(1, 2)
	v(1, "a", []string{"b"}...)
	v(1, []string{"b"}...)
	x := 5
	x()
	len()
	len(1, 2)
	len(5)
}
