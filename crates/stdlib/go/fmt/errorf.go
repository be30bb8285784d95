// Errorf.

package fmt

import "errors"

// Errorf is an error with the text that Sprintf gives. Operands of %w are
// wrapped: the error has an Unwrap method for them.
func Errorf(format string, a ...any) error {
	p := &pp{buf: make([]byte, 0, bufSize), wrapErrs: true}
	p.printf(format, a)
	text := string(p.buf)
	switch len(p.wrapped) {
	case 0:
		return errors.New(text)
	case 1:
		w := &wrapError{msg: text}
		w.err, _ = a[p.wrapped[0]].(error)
		return w
	}
	// Each operand once, in the order of operands.
	errs := make([]error, 0, len(p.wrapped))
	for i, arg := range a {
		for _, w := range p.wrapped {
			if w == i {
				if err, ok := arg.(error); ok {
					errs = append(errs, err)
				}
				break
			}
		}
	}
	return &wrapErrors{text, errs}
}

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }

func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string { return e.msg }

func (e *wrapErrors) Unwrap() []error { return e.errs }
