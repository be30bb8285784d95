// Struct literals with wrong fields.
package main

type P struct{ X, Y int }

func main() {
	_ = P{1}
	_ = P{1, 2, 3}
	_ = P{X: 1, 2}
	_ = P{Z: 1}
	_ = P{X: "a"}
	_ = P{X: 1, X: 2}
	_ = P{1, "b"}
	_ = &P{Y: nil}
	_ = []P{{1, 2}, {Z: 3}}
	_ = map[string]int{"a": 1, "a": 2}
}
