// Handlers: what they are, and those that write through others.

package slog

import (
	"context"
	"errors"
	"slices"
)

// Handler does something with records, and may be used by several goroutines.
type Handler interface {
	// Enabled reports whether records of this level are wanted.
	Enabled(context.Context, Level) bool

	// Handle handles a record that is wanted.
	Handle(context.Context, Record) error

	// WithAttrs is a Handler that adds attrs to each record.
	WithAttrs(attrs []Attr) Handler

	// WithGroup is a Handler that puts the Attrs of each record, and of later WithAttrs, into
	// a group.
	WithGroup(name string) Handler
}

// HandlerOptions say what a TextHandler or JSONHandler writes. The zero ones are the usual.
type HandlerOptions struct {
	// AddSource adds where the record was logged.
	AddSource bool

	// Level is the least level that is written; LevelInfo if it is nil.
	Level Leveler

	// ReplaceAttr gives what to write for an Attr that is no group; the zero Attr for
	// nothing. groups are the names of those around it.
	ReplaceAttr func(groups []string, a Attr) Attr
}

// Keys of what each record has.
const (
	TimeKey    = "time"
	LevelKey   = "level"
	MessageKey = "msg"
	SourceKey  = "source"
)

// logHandler writes text through package log's default Logger.
type logHandler struct {
	*written
	output func(pc uintptr, line []byte) error
}

func (h *logHandler) Enabled(_ context.Context, l Level) bool { return l >= bridgeLevel.Level() }

func (h *logHandler) Handle(_ context.Context, r Record) error {
	w := h.start()
	w.buf = append(append(append(w.buf, r.Level.String()...), ' '), r.Message...)
	w.sep = " "
	w.attrs(r)
	return h.output(r.PC, w.buf)
}

func (h *logHandler) WithAttrs(as []Attr) Handler {
	return &logHandler{h.withAttrs(as), h.output}
}

func (h *logHandler) WithGroup(name string) Handler {
	return &logHandler{h.withGroup(name), h.output}
}

// DiscardHandler does nothing.
var DiscardHandler Handler = discard{}

type discard struct{}

func (discard) Enabled(context.Context, Level) bool  { return false }
func (discard) Handle(context.Context, Record) error { return nil }
func (d discard) WithAttrs([]Attr) Handler           { return d }
func (d discard) WithGroup(string) Handler           { return d }

// MultiHandler hands records to several handlers.
type MultiHandler struct {
	all []Handler
}

// NewMultiHandler is a handler that hands records to all of these.
func NewMultiHandler(handlers ...Handler) *MultiHandler {
	return &MultiHandler{slices.Clone(handlers)}
}

// Enabled reports whether one of the handlers wants the level.
func (h *MultiHandler) Enabled(ctx context.Context, l Level) bool {
	for _, one := range h.all {
		if one.Enabled(ctx, l) {
			return true
		}
	}
	return false
}

// Handle hands r to all that want its level, and joins their errors.
func (h *MultiHandler) Handle(ctx context.Context, r Record) error {
	var errs []error
	for _, one := range h.all {
		if one.Enabled(ctx, r.Level) {
			errs = append(errs, one.Handle(ctx, r.Clone()))
		}
	}
	return errors.Join(errs...)
}

func (h *MultiHandler) each(change func(Handler) Handler) Handler {
	out := &MultiHandler{make([]Handler, len(h.all))}
	for i, one := range h.all {
		out.all[i] = change(one)
	}
	return out
}

// WithAttrs is a MultiHandler of all WithAttrs.
func (h *MultiHandler) WithAttrs(attrs []Attr) Handler {
	return h.each(func(one Handler) Handler { return one.WithAttrs(attrs) })
}

// WithGroup is a MultiHandler of all WithGroup.
func (h *MultiHandler) WithGroup(name string) Handler {
	return h.each(func(one Handler) Handler { return one.WithGroup(name) })
}
