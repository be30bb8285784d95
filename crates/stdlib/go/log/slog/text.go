// TextHandler: lines of key=value.

package slog

import (
	"context"
	"encoding"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"
)

// TextHandler writes records as lines of key=value.
type TextHandler struct {
	*written
}

// NewTextHandler is a TextHandler that writes to w. opts may be nil.
func NewTextHandler(w io.Writer, opts *HandlerOptions) *TextHandler {
	return &TextHandler{newWritten(w, opts, plain{}, false)}
}

// Enabled reports whether records of this level are written.
func (h *TextHandler) Enabled(_ context.Context, level Level) bool { return h.enabled(level) }

// WithAttrs is a TextHandler that writes attrs in each line.
func (h *TextHandler) WithAttrs(attrs []Attr) Handler { return &TextHandler{h.withAttrs(attrs)} }

// WithGroup is a TextHandler that writes name and a dot before keys.
func (h *TextHandler) WithGroup(name string) Handler { return &TextHandler{h.withGroup(name)} }

// Handle writes a line: time, level, source if wanted, message and Attrs.
func (h *TextHandler) Handle(_ context.Context, r Record) error { return h.handle(r) }

type plain struct{}

func (plain) text(b []byte, s string) []byte {
	if quoted(s) {
		return strconv.AppendQuote(b, s)
	}
	return append(b, s...)
}

// time appends t to the millisecond.
func (plain) time(b []byte, t time.Time) []byte {
	return t.Truncate(time.Millisecond).AppendFormat(b, "2006-01-02T15:04:05.000Z07:00")
}

func (p plain) value(b []byte, v Value) ([]byte, error) {
	switch v.Kind() {
	case KindString:
		return p.text(b, v.String()), nil
	case KindTime:
		return p.time(b, v.Time()), nil
	case KindAny:
	default:
		return v.append(b), nil
	}
	switch x := v.held.(type) {
	case encoding.TextAppender:
		s, err := x.AppendText(nil)
		return p.text(b, string(s)), err
	case encoding.TextMarshaler:
		s, err := x.MarshalText()
		return p.text(b, string(s)), err
	}
	if v := reflect.ValueOf(v.held); v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
		return strconv.AppendQuote(b, string(v.Bytes())), nil
	}
	return p.text(b, fmt.Sprintf("%+v", v.held)), nil
}

// quoted reports whether s is only unambiguous between quotes.
func quoted(s string) bool {
	for _, r := range s {
		if r == '"' || r == '=' || r == utf8.RuneError || unicode.IsSpace(r) || !unicode.IsPrint(r) && r != 0x7f {
			return true
		}
	}
	return s == ""
}
