// Package runtime is the part of Go's runtime that programs can see.
//
// The scheduler, the collector and the panics themselves are the machine's;
// this package names their values and asks the machine about its state.
package runtime

// Error is what the machine's own panics satisfy.
type Error interface {
	error

	// RuntimeError marks the type; it does nothing.
	RuntimeError()
}

// errorString is a machine panic whose text carries the usual prefix.
type errorString string

func (errorString) RuntimeError() {}

func (e errorString) Error() string { return "runtime error: " + string(e) }

// boundsError is the panic of an index, slice bound or length that does not fit.
type boundsError struct {
	text string
}

func (boundsError) RuntimeError() {}

func (e boundsError) Error() string { return "runtime error: " + e.text }

// plainError is a machine panic that prints without a prefix.
type plainError string

func (plainError) RuntimeError() {}

func (e plainError) Error() string { return string(e) }

// TypeAssertionError is the panic of a type assertion that does not hold.
// The machine writes the whole text.
type TypeAssertionError struct {
	msg string
	_   [2]*byte // gc keeps what the message is made of
	_   uintptr
}

// RuntimeError marks the type as an Error.
func (*TypeAssertionError) RuntimeError() {}

func (e *TypeAssertionError) Error() string { return e.msg }

// PanicNilError is what recover returns after panic(nil).
type PanicNilError struct {
	_ [0]*PanicNilError
}

func (*PanicNilError) Error() string {
	return "runtime error: panic called with nil argument"
}

// RuntimeError marks the type as an Error.
func (*PanicNilError) RuntimeError() {}

// panicText is called by the machine before a run dies of a panic whose value
// knows how to describe itself. For other values it returns "".
func panicText(v any) string {
	if e, ok := v.(error); ok {
		return e.Error()
	}
	if s, ok := v.(interface{ String() string }); ok {
		return s.String()
	}
	return ""
}
