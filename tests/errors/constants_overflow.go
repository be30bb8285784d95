// Constants that do not fit.
package main

func main() {
	var a int8 = 128
	var b uint = -1
	var c int = 1 << 63
	var d uint8 = 256 - 1 + 1
	var e float32 = 1e39
	var f int = 1.5
	var g byte = 'é' + 100
	x := 1 << 64
	_ = int8(300)
	_ = []int{}[-1]
	_, _, _, _, _, _, _, _ = a, b, c, d, e, f, g, x
}
