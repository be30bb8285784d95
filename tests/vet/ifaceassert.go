// Assertions that no type can meet.
package main

import "io"

type A interface{ M() int }
type B interface{ M() string }
type C interface{ N() }
type D interface {
	A
	C
}
type E interface{ Read() }
type G[T any] interface{ M() T }

func wrong(a A, d D, r io.Reader, e E) {
	_ = a.(B)
	_, _ = a.(B)
	_ = d.(B)
	_ = r.(E)
	switch a.(type) {
	case B:
	case C, G[string]:
	}
	switch v := d.(type) {
	case B:
		_ = v
	}
	_ = e.(io.Reader)
	_ = a.(interface{ M() bool })
	_ = a.(G[string])
	_ = e.(io.ReadCloser)
}

func right(a A, c C, x any) {
	_ = a.(C)
	_ = c.(A)
	_ = x.(A)
	_ = a.(D)
	switch a.(type) {
	case D:
	case interface{ M() int }:
	}
	_ = a.(G[int])
}

func generic[T any](g G[T], a A) {
	_ = g.(A)
	_ = a.(G[T])
	_ = g.(B)
}

func main() {}
