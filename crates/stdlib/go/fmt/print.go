// Package fmt formats and scans values.
//
// This file has the functions that print; printf.go reads format strings,
// value.go takes values apart, number.go and text.go write them.
package fmt

import (
	"internal/rt"
	"io"
	"os"
	"strconv"
)

// Stringer is a type that has a text of its own for %v and %s.
type Stringer interface {
	String() string
}

// GoStringer is a type that has a text of its own for %#v.
type GoStringer interface {
	GoString() string
}

// Formatter is a type that does all its formatting itself.
type Formatter interface {
	Format(f State, verb rune)
}

// State is what a Formatter writes to and learns the flags from.
type State interface {
	Write(b []byte) (n int, err error)
	Width() (wid int, ok bool)
	Precision() (prec int, ok bool)
	Flag(c int) bool
}

// Bits of printer.flags.
const (
	minus = 1 << iota
	plus
	sharp
	space
	zero
	plusV  // %+v, where plus itself is off
	sharpV // %#v, where sharp itself is off
	hasWidth
	hasPrec
)

// pp is one call's state. Calls do not share any: it lives as long as the call.
type pp struct {
	buf   []byte
	flags uint
	width int
	prec  int

	arg any      // the operand at hand, for bad verbs and methods
	val rt.Eface // in its place, if it may not be taken as an interface value

	panicking bool // inside the text of a panic
	erroring  bool // inside the text of a bad verb: no methods
	wrapErrs  bool // %w allowed
	wrapped   []int
}

// Write appends b to the output, for a Formatter.
func (p *pp) Write(b []byte) (n int, err error) {
	p.buf = append(p.buf, b...)
	return len(b), nil
}

// WriteString appends s to the output, for io.WriteString.
func (p *pp) WriteString(s string) (n int, err error) {
	p.buf = append(p.buf, s...)
	return len(s), nil
}

// Width is the width asked for, for a Formatter.
func (p *pp) Width() (wid int, ok bool) { return p.width, p.flags&hasWidth != 0 }

// Precision is the precision asked for, for a Formatter.
func (p *pp) Precision() (prec int, ok bool) { return p.prec, p.flags&hasPrec != 0 }

// Flag reports whether the flag c was given, for a Formatter.
func (p *pp) Flag(c int) bool {
	switch c {
	case '-':
		return p.flags&minus != 0
	case '+':
		return p.flags&(plus|plusV) != 0
	case '#':
		return p.flags&(sharp|sharpV) != 0
	case ' ':
		return p.flags&space != 0
	case '0':
		return p.flags&zero != 0
	}
	return false
}

// appendPlain appends v as %v shows it.
func appendPlain(buf []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		return append(buf, v...)
	case int:
		return strconv.AppendInt(buf, int64(v), 10)
	case nil:
		return append(buf, "<nil>"...)
	case bool:
		return strconv.AppendBool(buf, v)
	}
	p := &pp{buf: buf}
	p.printArg(v, 'v')
	return p.buf
}

func appendln(buf []byte, a []any) []byte {
	for i, v := range a {
		if i > 0 {
			buf = append(buf, ' ')
		}
		buf = appendPlain(buf, v)
	}
	return append(buf, '\n')
}

func appendPrint(buf []byte, a []any) []byte {
	wasString := true
	for _, v := range a {
		t := rt.TypeOf(v)
		isString := t != nil && t.Kind == rt.String
		if !isString && !wasString {
			buf = append(buf, ' ')
		}
		buf = appendPlain(buf, v)
		wasString = isString
	}
	return buf
}

func appendf(buf []byte, format string, a []any) []byte {
	p := &pp{buf: buf}
	p.printf(format, a)
	return p.buf
}

// bufSize holds most lines.
const bufSize = 64

// Println writes its operands to standard output, with spaces between them
// and a newline after.
func Println(a ...any) (n int, err error) {
	return os.Stdout.Write(appendln(make([]byte, 0, bufSize), a))
}

// Printf writes to standard output as format says.
func Printf(format string, a ...any) (n int, err error) {
	return os.Stdout.Write(appendf(make([]byte, 0, bufSize), format, a))
}

// Print writes its operands to standard output, with spaces between those of
// which neither is a string.
func Print(a ...any) (n int, err error) {
	return os.Stdout.Write(appendPrint(make([]byte, 0, bufSize), a))
}

// Sprintln is what Println writes.
func Sprintln(a ...any) string { return string(appendln(nil, a)) }

// Sprintf is what Printf writes.
func Sprintf(format string, a ...any) string {
	return string(appendf(make([]byte, 0, bufSize), format, a))
}

// Sprint is what Print writes.
func Sprint(a ...any) string { return string(appendPrint(nil, a)) }

// Fprintln is Println to w.
func Fprintln(w io.Writer, a ...any) (n int, err error) {
	return w.Write(appendln(make([]byte, 0, bufSize), a))
}

// Fprintf is Printf to w.
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	return w.Write(appendf(make([]byte, 0, bufSize), format, a))
}

// Fprint is Print to w.
func Fprint(w io.Writer, a ...any) (n int, err error) {
	return w.Write(appendPrint(make([]byte, 0, bufSize), a))
}

// Appendln is Println to the end of b.
func Appendln(b []byte, a ...any) []byte { return appendln(b, a) }

// Appendf is Printf to the end of b.
func Appendf(b []byte, format string, a ...any) []byte { return appendf(b, format, a) }

// Append is Print to the end of b.
func Append(b []byte, a ...any) []byte { return appendPrint(b, a) }

// FormatString is the directive that a Formatter was called for.
func FormatString(state State, verb rune) string {
	out := []byte{'%'}
	for _, c := range " +-#0" {
		if state.Flag(int(c)) {
			out = append(out, byte(c))
		}
	}
	if w, ok := state.Width(); ok {
		out = strconv.AppendInt(out, int64(w), 10)
	}
	if prec, ok := state.Precision(); ok {
		out = append(out, '.')
		out = strconv.AppendInt(out, int64(prec), 10)
	}
	return string(append(out, string(verb)...))
}
