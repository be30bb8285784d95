// The builtins print and println write to stderr.
package main

func main() {
	println("hello", 1, -2, true, 1.5, 2i, 1e100, 'x')
	print("a", 1, "b\n")
	var p *int
	println(p == nil, uint8(200), int64(-1)<<62)
	println(float32(0.1), 1e-7, 123456789.0, 0.0)
}
