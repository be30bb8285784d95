// Records: what a handler gets.

package slog

import (
	"runtime"
	"slices"
	"time"
)

// Record is one thing that was logged. Copies share what Attrs they have: Clone makes one
// that may be added to.
type Record struct {
	Time    time.Time
	Message string
	Level   Level
	PC      uintptr // where it was logged; 0 if that is not known

	// Few Attrs need no memory of their own.
	first [5]Attr
	n     int // how many of first are used
	rest  []Attr
}

// NewRecord is a Record without Attrs. pc is what runtime.Callers gives, or 0.
func NewRecord(t time.Time, level Level, msg string, pc uintptr) Record {
	return Record{Time: t, Message: msg, Level: level, PC: pc}
}

// Clone is a copy of r that shares nothing with it that changes.
func (r Record) Clone() Record {
	r.rest = slices.Clip(r.rest)
	return r
}

// NumAttrs is how many Attrs r has.
func (r Record) NumAttrs() int { return r.n + len(r.rest) }

// Attrs calls f with each Attr until f says false.
func (r Record) Attrs(f func(Attr) bool) {
	for _, a := range r.first[:r.n] {
		if !f(a) {
			return
		}
	}
	for _, a := range r.rest {
		if !f(a) {
			return
		}
	}
}

// AddAttrs adds Attrs, but for empty groups.
func (r *Record) AddAttrs(attrs ...Attr) {
	attrs = withoutEmpty(attrs)
	n := copy(r.first[r.n:], attrs)
	r.n += n
	attrs = attrs[n:]
	if cap(r.rest) > len(r.rest) {
		// Whoever used this place holds a copy of r that had it first.
		if next := r.rest[:len(r.rest)+1][len(r.rest)]; !next.isZero() {
			r.rest = append(slices.Clip(r.rest), String("!BUG", "AddAttrs unsafely called on copy of Record made without using Record.Clone"))
		}
	}
	r.rest = append(slices.Grow(r.rest, len(attrs)), attrs...)
}

// Add adds Attrs given as to Logger.Log.
func (r *Record) Add(args ...any) {
	for len(args) > 0 {
		var a Attr
		a, args = nextAttr(args)
		switch {
		case a.Value.isEmptyGroup():
		case r.n < len(r.first):
			r.first[r.n] = a
			r.n++
		default:
			r.rest = append(r.rest, a)
		}
	}
}

// Source is where in the program something was logged.
type Source struct {
	Function string `json:"function"`
	File     string `json:"file"`
	Line     int    `json:"line"`
}

// Source is where r was logged; nil if that is not known.
func (r Record) Source() *Source {
	if r.PC == 0 {
		return nil
	}
	f, _ := runtime.CallersFrames([]uintptr{r.PC}).Next()
	return &Source{f.Function, f.File, f.Line}
}

// group is s as a group of what is known.
func (s *Source) group() Value {
	var as []Attr
	if s.Function != "" {
		as = append(as, String("function", s.Function))
	}
	if s.File != "" {
		as = append(as, String("file", s.File))
	}
	if s.Line != 0 {
		as = append(as, Int("line", s.Line))
	}
	return GroupValue(as...)
}
