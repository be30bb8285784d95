// Taking addresses and assigning to what has none.
package main

type T struct{ a int }

func f() T { return T{} }

const c = 1

func main() {
	_ = &1
	_ = &f()
	f().a = 1
	m := map[string]T{}
	m["x"].a = 1
	_ = &m["x"]
	c = 2
	"abc"[0] = 'x'
	s := "abc"
	s[0] = 'x'
	1 = 2
	nil = nil
	_ = &c
}
