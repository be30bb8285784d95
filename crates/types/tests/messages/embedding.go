package main

type A struct{ X int }
type B struct{ X int }

func (A) M() {}
func (B) M() {}

type C struct {
	A
	B
}

type D struct {
	*A
	C
}

type I interface{ M() }

type E struct{ I }

func (e E) M2() { e.M(); e.N() }

type P *A

func main() {
	var c C
	c.X = 1
	c.M()
	c.A.X = 2
	var i I = c
	var d D
	d.X = 3
	d.M()
	_ = D{X: 1}
	_ = C{A: A{1}, B: B{X: 2, Y: 3}}
	var p P
	p.X = 1
	p.M()
	_ = i
	E{}.M()
	(&E{}).M2()
	I.M(d)
	A.X(d.A)
}
