// Conversions that do not exist.
package main

type S struct{ a int }
type U struct{ a string }

func main() {
	x := 1
	s := "s"
	_ = string(1.5)
	_ = int(s)
	_ = []byte(x)
	_ = S(U{})
	_ = (*int)(x)
	_ = func()(nil)
	_ = [2]int([]int{1})
	_ = [3]string([]int{1})
	_ = bool(x)
	_ = float64("1")
	_ = map[string]int([]int{})
}
