// Assignments of several: one after the other, but for what those before might change.
package main

import "fmt"

type P struct {
	a int
	b [3]int
	c string
}

var (
	zero   int
	global int
	other  int
	ptr    *int
	ints   = []int{0}
	texts  = map[string]int(nil)
)

func try(name string, f func()) {
	global, other, ints = 1, 1, []int{1}
	defer func() { fmt.Println(name, recover(), global, other, ints) }()
	f()
}

//go:noinline
func id(f func()) func() { return f }

func main() {
	try("division of globals", func() { global, other = 5, 1/zero })
	try("index", func() { global, other = 5, ints[4] })
	try("nil target", func() { var p *int; global, *p = 5, 1 })
	try("target out of range", func() { global, ints[zero+4] = 5, 1 })
	try("nil map", func() { global, texts["a"] = 5, 1 })
	try("division", func() { y := 0; ints[0], global = 5, 3/y })
	try("assertion", func() { var y any; ints[0], global = 5, y.(int) })
	try("assertion of a pointer", func() { var y any; ints[0], ptr = 6, y.(*int) })
	try("shift", func() { y := -1; ints[0], global = 7, 1<<y })
	try("array", func() { var a [3]int; i := 3; global, other = 9, a[i] })
	try("three", func() { y := 0; global, other, ints[0] = 2, 3, 4/y })
	try("used", func() { x, y := 1, 0; x, global, other = 2, 3, x/y; _ = x })
	try("results", func() { var q []int; i := 1; global, q[i] = func() (int, int) { return 14, 5 }() })
	try("first last", func() { var p *int; global, other = *p, ints[3] })
	try("declared", func() { var p *int; x, y := *p, ints[3]; f := func() { x++ }; id(f)(); fmt.Println(x, y) })
	try("length of a target", func() { ints[len(ints)-1], _ = shorter() })
	try("read of a target", func() { ints[len(ints)-global], _ = shorter() })
	fmt.Println(named())
	fmt.Println(pointer())
	fmt.Println(unnamed())
	fmt.Println(literal(nil))
	fmt.Println(many(nil))
}

//go:noinline
func shorter() (int, bool) { ints = []int{}; global = 7; return 5, true }

func named() (a, b int) {
	defer func() { recover() }()
	return 5, 1 / zero
}

func pointer() (a int, b *int) {
	defer func() { recover() }()
	var y any
	return 5, y.(*int)
}

func unnamed() (int, int) {
	defer func() { fmt.Println(recover()) }()
	var p *int
	return *p, ints[9]
}

func literal(s []int) P {
	defer func() { recover() }()
	return P{a: 2, b: [3]int(s), c: "c"}
}

func many(s []int) struct{ a, b, c, d, e, f int } {
	defer func() { recover() }()
	x := 3
	return struct{ a, b, c, d, e, f int }{1, x, s[x], 4, x, 6}
}
