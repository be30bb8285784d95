// Dereferencing what is no pointer.
package main

type T struct{ a int }

func (t *T) m() {}

func main() {
	x := 1
	_ = *x
	p := &x
	_ = p.a
	pp := &p
	_ = **p
	_ = pp.a
	T{}.m()
	var i interface{ m() }
	_ = &i
	pi := &i
	pi.m()
	_ = *nil
}
