// JSONHandler: lines that are JSON objects.

package slog

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"
	"unicode/utf8"
)

// JSONHandler writes records as lines of JSON.
type JSONHandler struct {
	*written
}

// NewJSONHandler is a JSONHandler that writes to w. opts may be nil.
func NewJSONHandler(w io.Writer, opts *HandlerOptions) *JSONHandler {
	return &JSONHandler{newWritten(w, opts, object{}, true)}
}

// Enabled reports whether records of this level are written.
func (h *JSONHandler) Enabled(_ context.Context, level Level) bool { return h.enabled(level) }

// WithAttrs is a JSONHandler that writes attrs in each line.
func (h *JSONHandler) WithAttrs(attrs []Attr) Handler { return &JSONHandler{h.withAttrs(attrs)} }

// WithGroup is a JSONHandler that writes Attrs into an object of that name.
func (h *JSONHandler) WithGroup(name string) Handler { return &JSONHandler{h.withGroup(name)} }

// Handle writes a line: time, level, source if wanted, message and Attrs.
func (h *JSONHandler) Handle(_ context.Context, r Record) error { return h.handle(r) }

type object struct{}

// text appends s as a JSON string, without escapes for HTML. Bytes that are not UTF-8 become U+FFFD.
func (object) text(b []byte, s string) []byte {
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r < ' ' || r == '\u2028' || r == '\u2029':
			b = fmt.Appendf(b, `\u%04x`, r)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}

func (o object) time(b []byte, t time.Time) []byte {
	if y := t.Year(); y < 0 || y > 9999 {
		return o.text(b, fmt.Sprintf("!ERROR:%v", errors.New("time.Time year outside of range [0,9999]")))
	}
	b = append(b, '"')
	b = t.AppendFormat(b, time.RFC3339Nano)
	return append(b, '"')
}

func (o object) value(b []byte, v Value) ([]byte, error) {
	switch v.Kind() {
	case KindString:
		return o.text(b, v.String()), nil
	case KindDuration:
		return strconv.AppendInt(b, int64(v.Duration()), 10), nil
	case KindTime:
		return o.time(b, v.Time()), nil
	case KindFloat64:
		return encoded(b, v.Float64())
	case KindAny:
	default:
		return v.append(b), nil
	}
	if err, ok := v.held.(error); ok {
		if _, own := v.held.(json.Marshaler); !own {
			return o.text(b, err.Error()), nil
		}
	}
	return encoded(b, v.held)
}

// encoded appends what encoding/json makes of v.
func encoded(b []byte, v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return b, err
	}
	return append(b, bytes.TrimSuffix(out.Bytes(), []byte("\n"))...), nil
}
