// Package slog writes records: a time, a level, a message, and attributes with keys. Loggers
// make them, handlers write them.
package slog

import (
	"bytes"
	"context"
	"log"
	"log/internal"
	"runtime"
	"sync/atomic"
	"time"
)

// Logger makes records for a Handler.
type Logger struct {
	handler Handler
}

// New is a Logger for h.
func New(h Handler) *Logger {
	if h == nil {
		panic("nil Handler")
	}
	return &Logger{h}
}

var standard atomic.Pointer[Logger]

// bridgeLevel is the least level that package log is given, and the one that records from
// there get.
var bridgeLevel LevelVar

func init() { standard.Store(New(&logHandler{&written{format: plain{}}, internal.DefaultOutput})) }

// SetLogLoggerLevel sets the level of the bridge between this package and package log, and
// returns what it was: before SetDefault, what is below is not logged; after, what package
// log writes gets this level.
func SetLogLoggerLevel(level Level) (oldLevel Level) {
	oldLevel = bridgeLevel.Level()
	bridgeLevel.Set(level)
	return oldLevel
}

// Default is the Logger that the package's functions use.
func Default() *Logger { return standard.Load() }

// SetDefault makes l the default Logger, and has package log write to its handler.
func SetDefault(l *Logger) {
	standard.Store(l)
	if _, circle := l.Handler().(*logHandler); circle {
		return
	}
	places := log.Flags()&(log.Lshortfile|log.Llongfile) != 0
	log.SetOutput(&bridge{l.Handler(), &bridgeLevel, places})
	log.SetFlags(0)
}

// NewLogLogger is a Logger of package log whose lines become records of the given level.
func NewLogLogger(h Handler, level Level) *log.Logger {
	return log.New(&bridge{h, level, true}, "", 0)
}

// bridge makes records of the lines of a log.Logger.
type bridge struct {
	handler Handler
	level   Leveler
	places  bool // whether records say where they were logged
}

func (b *bridge) Write(line []byte) (int, error) {
	ctx, level := context.Background(), b.level.Level()
	if !b.handler.Enabled(ctx, level) {
		return 0, nil
	}
	var pc uintptr
	if b.places {
		pc = caller(5) // above are Write, Logger's output, and its Print or the like
	}
	msg := string(bytes.TrimSuffix(line, []byte("\n")))
	return len(line), b.handler.Handle(ctx, NewRecord(time.Now(), level, msg, pc))
}

// caller is the place that is skip levels up; 0 is caller itself.
func caller(skip int) uintptr {
	var pcs [1]uintptr
	runtime.Callers(skip, pcs[:])
	return pcs[0]
}

// Handler is l's handler.
func (l *Logger) Handler() Handler { return l.handler }

// With is a Logger whose records have these Attrs too, given as to Log.
func (l *Logger) With(args ...any) *Logger {
	if len(args) == 0 {
		return l
	}
	return &Logger{l.handler.WithAttrs(attrsOf(args))}
}

// WithGroup is a Logger whose records' Attrs are in a group.
func (l *Logger) WithGroup(name string) *Logger {
	if name == "" {
		return l
	}
	return &Logger{l.handler.WithGroup(name)}
}

// Enabled reports whether l writes records of this level.
func (l *Logger) Enabled(ctx context.Context, level Level) bool {
	if ctx == nil {
		ctx = context.Background()
	}
	return l.handler.Enabled(ctx, level)
}

// start is a record of what the caller's caller logs, if it is to be logged.
func (l *Logger) start(ctx context.Context, level Level, msg string) (Record, bool) {
	if !l.Enabled(ctx, level) {
		return Record{}, false
	}
	return NewRecord(time.Now(), level, msg, caller(5)), true
}

// log must be called by a function that users call: the record's place is that one's caller.
func (l *Logger) log(ctx context.Context, level Level, msg string, args []any) {
	if ctx == nil {
		ctx = context.Background()
	}
	if r, ok := l.start(ctx, level, msg); ok {
		r.Add(args...)
		_ = l.handler.Handle(ctx, r)
	}
}

func (l *Logger) logAttrs(ctx context.Context, level Level, msg string, attrs []Attr) {
	if ctx == nil {
		ctx = context.Background()
	}
	if r, ok := l.start(ctx, level, msg); ok {
		r.AddAttrs(attrs...)
		_ = l.handler.Handle(ctx, r)
	}
}

// Log logs a record. Of args, a string is a key and takes the next for its value, an Attr is
// one, and anything else is a value without a key.
func (l *Logger) Log(ctx context.Context, level Level, msg string, args ...any) {
	l.log(ctx, level, msg, args)
}

// LogAttrs is Log for Attrs alone.
func (l *Logger) LogAttrs(ctx context.Context, level Level, msg string, attrs ...Attr) {
	l.logAttrs(ctx, level, msg, attrs)
}

// Debug logs at LevelDebug.
func (l *Logger) Debug(msg string, args ...any) {
	l.log(context.Background(), LevelDebug, msg, args)
}

// DebugContext logs at LevelDebug.
func (l *Logger) DebugContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelDebug, msg, args)
}

// Info logs at LevelInfo.
func (l *Logger) Info(msg string, args ...any) {
	l.log(context.Background(), LevelInfo, msg, args)
}

// InfoContext logs at LevelInfo.
func (l *Logger) InfoContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelInfo, msg, args)
}

// Warn logs at LevelWarn.
func (l *Logger) Warn(msg string, args ...any) {
	l.log(context.Background(), LevelWarn, msg, args)
}

// WarnContext logs at LevelWarn.
func (l *Logger) WarnContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelWarn, msg, args)
}

// Error logs at LevelError.
func (l *Logger) Error(msg string, args ...any) {
	l.log(context.Background(), LevelError, msg, args)
}

// ErrorContext logs at LevelError.
func (l *Logger) ErrorContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelError, msg, args)
}
