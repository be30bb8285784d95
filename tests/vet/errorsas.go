// Second arguments that errors.As cannot take.
package main

import (
	"errors"
	"io/fs"
)

type myError int

func (myError) Error() string { return "" }

type ptrError struct{}

func (*ptrError) Error() string { return "" }

type iface interface{ F() }

func wrong(err error) {
	var m myError
	var p ptrError
	var pp *ptrError
	var i int
	var s fs.PathError
	errors.As(err, m)
	errors.As(err, &p)
	errors.As(err, p)
	errors.As(err, pp)
	errors.As(err, i)
	errors.As(err, &i)
	errors.As(err, nil)
	errors.As(err, err)
	errors.As(err, &err)
	errors.As(err, &s)
	errors.As(err, new(error))
	if errors.As(err, new(string)) {
	}
	errors.As(err, &struct{}{})
}

func right(err error) {
	var m myError
	var pp *ptrError
	var e iface
	var a any
	var s *fs.PathError
	errors.As(err, &m)
	errors.As(err, &pp)
	errors.As(err, &e)
	errors.As(err, &a)
	errors.As(err, a)
	errors.As(err, e)
	errors.As(err, &s)
	errors.As(err, new(*ptrError))
	errors.Is(err, nil)
}

func multi() (error, any) { return nil, nil }

func more() { errors.As(multi()) }

func generic[T error](err error) (t T) {
	errors.As(err, &t)
	errors.As(err, t)
	return
}

func main() {}
