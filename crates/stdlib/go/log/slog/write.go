// What both TextHandler and JSONHandler do: a record, piece by piece.

package slog

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"time"
)

// format is what the two differ in. Both append to b.
type format interface {
	text(b []byte, s string) []byte
	time(b []byte, t time.Time) []byte
	value(b []byte, v Value) ([]byte, error)
}

// written is a handler's state. It does not change: With makes new ones, which share the lock.
type written struct {
	format
	json   bool
	opts   HandlerOptions
	mu     *sync.Mutex // for w
	w      io.Writer
	groups []string // that WithGroup has opened

	// What With has added, as it will be in each line, and how many of the groups are open in it.
	before []byte
	open   int
}

func newWritten(w io.Writer, opts *HandlerOptions, f format, json bool) *written {
	h := &written{format: f, json: json, w: w, mu: new(sync.Mutex)}
	if opts != nil {
		h.opts = *opts
	}
	return h
}

func (h *written) enabled(l Level) bool {
	if h.opts.Level == nil {
		return l >= LevelInfo
	}
	return l >= h.opts.Level.Level()
}

func (h *written) withGroup(name string) *written {
	out := *h
	out.groups = append(slices.Clip(h.groups), name)
	return &out
}

func (h *written) withAttrs(as []Attr) *written {
	if as = withoutEmpty(as); len(as) == 0 {
		return h
	}
	w := h.start()
	w.buf = slices.Clip(h.before)
	w.sep = w.separator()
	w.openGroups()
	if !w.all(as) {
		return h // nothing to write: groups stay closed until there is
	}
	out := *h
	out.before, out.open = w.buf, len(h.groups)
	return &out
}

// line is a line in the making.
type line struct {
	*written
	buf    []byte
	sep    string   // what comes before the next key
	prefix string   // what text has before keys: the names of groups
	around []string // groups, for ReplaceAttr
}

// start is an empty line, as if the groups that are open in before were open in it.
func (h *written) start() *line {
	l := &line{written: h, around: h.groups[:h.open:h.open]}
	if !h.json {
		for _, name := range l.around {
			l.prefix += name + "."
		}
	}
	return l
}

// separator is what comes before a key after what there is.
func (l *line) separator() string {
	switch n := len(l.buf); {
	case n == 0 || l.json && l.buf[n-1] == '{':
		return ""
	case l.json:
		return ","
	}
	return " "
}

func (h *written) handle(r Record) error {
	l := h.start()
	around, prefix := l.around, l.prefix
	l.around, l.prefix = nil, "" // no group is around what each record has
	if h.json {
		l.buf = append(l.buf, '{')
	}
	replace := h.opts.ReplaceAttr != nil
	if !r.Time.IsZero() {
		t := r.Time.Round(0)
		if replace {
			l.attr(Time(TimeKey, t))
		} else {
			l.key(TimeKey)
			l.buf = h.time(l.buf, t)
		}
	}
	if replace {
		l.attr(Any(LevelKey, r.Level))
	} else {
		l.key(LevelKey)
		l.buf = h.text(l.buf, r.Level.String())
	}
	if h.opts.AddSource {
		s := r.Source()
		if s == nil {
			s = new(Source)
		}
		l.attr(Any(SourceKey, s))
	}
	if replace {
		l.attr(String(MessageKey, r.Message))
	} else {
		l.key(MessageKey)
		l.buf = h.text(l.buf, r.Message)
	}
	l.around, l.prefix = around, prefix
	l.attrs(r)
	l.buf = append(l.buf, '\n')

	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := h.w.Write(l.buf)
	return err
}

// attrs writes what With has added, the record's Attrs, and the ends of groups.
func (l *line) attrs(r Record) {
	if len(l.before) > 0 {
		l.buf = append(append(l.buf, l.sep...), l.before...)
		l.sep = l.separator()
	}
	open := l.open
	if r.NumAttrs() > 0 {
		start, some := len(l.buf), false
		l.openGroups()
		r.Attrs(func(a Attr) bool {
			some = l.attr(a) || some
			return true
		})
		if some {
			open = len(l.groups)
		} else {
			l.buf = l.buf[:start]
		}
	}
	for i := -1; l.json && i < open; i++ {
		l.buf = append(l.buf, '}')
	}
}

// openGroups opens the groups that are not open in before.
func (l *line) openGroups() {
	for _, name := range l.groups[l.open:] {
		l.openGroup(name)
	}
}

func (l *line) openGroup(name string) {
	if l.json {
		l.key(name)
		l.buf = append(l.buf, '{')
		l.sep = ""
	} else {
		l.prefix += name + "."
	}
	if l.opts.ReplaceAttr != nil {
		l.around = append(l.around, name)
	}
}

func (l *line) key(key string) {
	l.buf = append(l.buf, l.sep...)
	if l.prefix != "" && key == "" {
		l.buf = strconv.AppendQuote(l.buf, l.prefix)
	} else {
		l.buf = l.text(l.buf, l.prefix+key)
	}
	if l.json {
		l.buf = append(l.buf, ':')
	} else {
		l.buf = append(l.buf, '=')
	}
	l.sep = l.separator()
}

// all writes Attrs, and reports whether that was anything.
func (l *line) all(as []Attr) (some bool) {
	for _, a := range as {
		some = l.attr(a) || some
	}
	return some
}

// attr writes an Attr, and reports whether that was anything.
func (l *line) attr(a Attr) bool {
	a.Value = a.Value.Resolve()
	if replace := l.opts.ReplaceAttr; replace != nil && a.Value.Kind() != KindGroup {
		a = replace(l.around, a)
		a.Value = a.Value.Resolve()
	}
	if a.isZero() {
		return false
	}
	if s, ok := a.Value.held.(*Source); ok {
		if s == nil || *s == (Source{}) {
			return false
		}
		if l.json {
			a.Value = s.group()
		} else {
			a.Value = StringValue(fmt.Sprintf("%s:%d", s.File, s.Line))
		}
	}
	if a.Value.Kind() != KindGroup {
		l.key(a.Key)
		l.value(a.Value)
		return true
	}
	as := a.Value.Group()
	if len(as) == 0 {
		return true
	}
	start, sep, prefix, around := len(l.buf), l.sep, l.prefix, l.around
	if a.Key != "" {
		l.openGroup(a.Key)
	}
	some := l.all(as)
	l.prefix, l.around = prefix, around
	switch {
	case !some:
		l.buf, l.sep = l.buf[:start], sep
	case a.Key != "" && l.json:
		l.buf = append(l.buf, '}')
		l.sep = ","
	}
	return some
}

// value writes a value, or what went wrong with that.
func (l *line) value(v Value) {
	start := len(l.buf)
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		l.buf = l.buf[:start]
		if p := reflect.ValueOf(v.held); p.Kind() == reflect.Pointer && p.IsNil() {
			l.buf = l.text(l.buf, "<nil>")
		} else {
			l.buf = l.text(l.buf, fmt.Sprintf("!PANIC: %v", r))
		}
	}()
	buf, err := l.format.value(l.buf, v)
	if err != nil {
		buf = l.text(l.buf, fmt.Sprintf("!ERROR:%v", err))
	}
	l.buf = buf
}
