// Package errors makes errors and looks inside trees of wrapped errors.
package errors

import (
	"internal/rt"
	"unsafe"
)

// ErrUnsupported says that an operation cannot be done at all, by anyone.
// It is meant to be wrapped, not returned.
var ErrUnsupported error = &errorString{"unsupported operation"}

type errorString struct {
	s string
}

func (e *errorString) Error() string { return e.s }

// New returns an error with the given text. Each call makes a distinct error,
// even if the texts are equal.
func New(text string) error { return &errorString{text} }

// Unwrap is err.Unwrap() if err has such a method with one result, else nil.
func Unwrap(err error) error {
	if w, ok := err.(interface{ Unwrap() error }); ok {
		return w.Unwrap()
	}
	return nil
}

// Is reports whether err or an error that it wraps equals target, or says so
// by a method Is(error) bool. The tree is walked depth first.
func Is(err, target error) bool {
	if err == nil || target == nil {
		return err == target
	}
	return is(err, target, rt.TypeOf(target).Comparable())
}

func is(err, target error, comparable bool) bool {
	for {
		if comparable && err == target {
			return true
		}
		if m, ok := err.(interface{ Is(error) bool }); ok && m.Is(target) {
			return true
		}
		switch w := err.(type) {
		case interface{ Unwrap() error }:
			err = w.Unwrap()
			if err == nil {
				return false
			}
		case interface{ Unwrap() []error }:
			for _, sub := range w.Unwrap() {
				if is(sub, target, comparable) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
}

// As finds the first error in err's tree that can be assigned to what target
// points to, stores it there and returns true. It panics if target is not a
// non-nil pointer to an interface type or to a type that implements error.
func As(err error, target any) bool {
	if err == nil {
		return false
	}
	if target == nil {
		panic("errors: target cannot be nil")
	}
	e := rt.Unpack(target)
	if e.Typ.Kind != rt.Pointer || e.Data == nil {
		panic("errors: target must be a non-nil pointer")
	}
	want := e.Typ.Elem
	if want.Kind != rt.Interface && !rt.Implements(want, errorType()) {
		panic("errors: *target must be interface or implement error")
	}
	return as(err, target, e.Data, want)
}

// errorType is the descriptor of the interface type error.
func errorType() *rt.Type {
	return rt.TypeOf((*error)(nil)).Elem
}

func as(err error, target any, dst unsafe.Pointer, want *rt.Type) bool {
	for {
		e := rt.Unpack(err)
		if want.Kind == rt.Interface {
			if e.Typ != nil && rt.Implements(e.Typ, want) {
				rt.StoreIface(want, dst, err)
				return true
			}
		} else if e.Typ == want {
			rt.TypedCopy(dst, e.Addr(), want.Size)
			return true
		}
		if m, ok := err.(interface{ As(any) bool }); ok && m.As(target) {
			return true
		}
		switch w := err.(type) {
		case interface{ Unwrap() error }:
			err = w.Unwrap()
			if err == nil {
				return false
			}
		case interface{ Unwrap() []error }:
			for _, sub := range w.Unwrap() {
				if sub != nil && as(sub, target, dst, want) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
}

// AsType is As with the type as a parameter and the error as a result.
func AsType[E error](err error) (E, bool) {
	var found E
	if err == nil {
		return found, false
	}
	ok := asType(err, &found)
	return found, ok
}

func asType[E error](err error, dst *E) bool {
	for {
		if e, ok := err.(E); ok {
			*dst = e
			return true
		}
		if m, ok := err.(interface{ As(any) bool }); ok && m.As(dst) {
			return true
		}
		switch w := err.(type) {
		case interface{ Unwrap() error }:
			err = w.Unwrap()
			if err == nil {
				return false
			}
		case interface{ Unwrap() []error }:
			for _, sub := range w.Unwrap() {
				if sub != nil && asType(sub, dst) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
}

// Join wraps the errors that are not nil in one, whose text is theirs, each
// on a line of its own. It returns nil if all are nil.
func Join(errs ...error) error {
	n := 0
	for _, err := range errs {
		if err != nil {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	kept := make([]error, 0, n)
	for _, err := range errs {
		if err != nil {
			kept = append(kept, err)
		}
	}
	return &joinError{kept}
}

type joinError struct {
	errs []error
}

func (j *joinError) Error() string {
	var text []byte
	for i, err := range j.errs {
		if i > 0 {
			text = append(text, '\n')
		}
		text = append(text, err.Error()...)
	}
	return string(text)
}

func (j *joinError) Unwrap() []error { return j.errs }
