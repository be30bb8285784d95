// Functions are never nil.
package main

import "fmt"

type T struct{ f func() }

func (T) m()   {}
func (*T) pm() {}

func f()           {}
func gen[P any]()  {}

var v func()

func wrong(t T) {
	_ = f == nil
	_ = nil != f
	_ = t.m == nil
	_ = T.m != nil
	_ = fmt.Println == nil
	_ = (f) == nil
	if f != nil {
	}
	_ = gen[int] == nil
	_ = (&t).pm == nil
	switch {
	case f == nil:
	}
}

func right(t T, g func()) {
	_ = v == nil
	_ = t.f != nil
	_ = g == nil
	h := f
	_ = h == nil
}

func main() {}
