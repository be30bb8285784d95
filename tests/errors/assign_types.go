// Values of the wrong type.
package main

import "io"

type T struct{}

type named int

func main() {
	var i int = "s"
	var s string = 1
	var f float64 = "x"
	var b bool = 0
	var n named = i
	var p *int = i
	var r io.Reader = T{}
	var m map[string]int = map[int]string{}
	s = 'a'
	_, _, _, _, _, _, _, _ = s, f, b, n, p, r, m, nil
}
