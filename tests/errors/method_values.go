// Method values and expressions that are wrong.
package main

type T struct{}

func (t *T) p() {}
func (t T) v()  {}

func main() {
	_ = T.p
	_ = (*T).v
	T.v()
	(*T).p(T{})
	T.v(&T{})
	f := T{}.v
	f(1)
	T{}.p()
	_ = T.nope
}
