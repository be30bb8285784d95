// Package context carries cancellation, deadlines and values down a tree of
// calls.
package context

import (
	"errors"
	"internal/rt"
	"time"
)

// A Context tells those who hold it when to stop, and gives them values.
type Context interface {
	// Deadline is when the work will be cancelled; ok is false if never.
	Deadline() (deadline time.Time, ok bool)

	// Done is closed when the work should stop; nil if it never will be.
	Done() <-chan struct{}

	// Err is why Done is closed, and nil as long as it is open.
	Err() error

	// Value is what goes with key, or nil.
	Value(key any) any
}

// Canceled is the Err of a context that was cancelled.
var Canceled = errors.New("context canceled")

// DeadlineExceeded is the Err of a context whose deadline has passed.
var DeadlineExceeded error = deadlineExceededError{}

type deadlineExceededError struct{}

func (deadlineExceededError) Error() string   { return "context deadline exceeded" }
func (deadlineExceededError) Timeout() bool   { return true }
func (deadlineExceededError) Temporary() bool { return true }

// A CancelFunc says that the work should stop.
type CancelFunc func()

// A CancelCauseFunc is a CancelFunc that says why.
type CancelCauseFunc func(cause error)

// emptyCtx never ends and has no values.
type emptyCtx struct{}

func (emptyCtx) Deadline() (deadline time.Time, ok bool) { return }
func (emptyCtx) Done() <-chan struct{}                   { return nil }
func (emptyCtx) Err() error                              { return nil }
func (emptyCtx) Value(key any) any                       { return nil }

type backgroundCtx struct{ emptyCtx }

func (backgroundCtx) String() string { return "context.Background" }

type todoCtx struct{ emptyCtx }

func (todoCtx) String() string { return "context.TODO" }

// Background is the root of a tree of contexts.
func Background() Context { return backgroundCtx{} }

// TODO is Background where it is not yet clear what the context should be.
func TODO() Context { return todoCtx{} }

func needParent(parent Context) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
}

// WithCancel makes a child of parent that cancel ends.
func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := withCancel(parent)
	return c, func() { c.cancel(true, Canceled, nil) }
}

// WithCancelCause is WithCancel with a reason for Cause.
func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := withCancel(parent)
	return c, func(cause error) { c.cancel(true, Canceled, cause) }
}

// WithDeadline makes a child of parent that ends at d.
func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

// WithDeadlineCause is WithDeadline with a reason for Cause.
func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	needParent(parent)
	if before, ok := parent.Deadline(); ok && before.Before(d) {
		return WithCancel(parent)
	}
	c := &timerCtx{deadline: d}
	c.propagateCancel(parent, c)
	left := time.Until(d)
	if left <= 0 {
		c.cancel(true, DeadlineExceeded, cause)
		return c, func() { c.cancel(false, Canceled, nil) }
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.end.Load() == nil {
		c.timer = time.AfterFunc(left, func() {
			c.cancel(true, DeadlineExceeded, cause)
		})
	}
	return c, func() { c.cancel(true, Canceled, nil) }
}

// WithTimeout is WithDeadline, timeout from now.
func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), nil)
}

// WithTimeoutCause is WithTimeout with a reason for Cause.
func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), cause)
}

// WithValue makes a child of parent that has val for key.
func WithValue(parent Context, key, val any) Context {
	needParent(parent)
	if key == nil {
		panic("nil key")
	}
	if !rt.TypeOf(key).Comparable() {
		panic("key is not comparable")
	}
	return &valueCtx{parent, key, val}
}

// WithoutCancel makes a child of parent that does not end with it.
func WithoutCancel(parent Context) Context {
	needParent(parent)
	return withoutCancelCtx{parent}
}

// Cause is why c ended: what its canceller said, or else c.Err().
func Cause(c Context) error {
	err := c.Err()
	if err == nil {
		return nil
	}
	if cc, ok := c.Value(&cancelCtxKey).(*cancelCtx); ok {
		if end := cc.end.Load(); end != nil {
			return end.cause
		}
	}
	// c is somebody's own context, which ended by itself.
	return err
}

// AfterFunc calls f in a goroutine of its own after ctx ends. stop reports
// whether it prevented that.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	a := &afterFuncCtx{f: f}
	a.propagateCancel(ctx, a)
	return a.stop
}

type valueCtx struct {
	Context
	key, val any
}

func (c *valueCtx) Value(key any) any {
	if c.key == key {
		return c.val
	}
	return value(c.Context, key)
}

func (c *valueCtx) String() string {
	return contextName(c.Context) + ".WithValue(" + describe(c.key) + ", " + describe(c.val) + ")"
}

type withoutCancelCtx struct {
	c Context
}

func (withoutCancelCtx) Deadline() (deadline time.Time, ok bool) { return }
func (withoutCancelCtx) Done() <-chan struct{}                   { return nil }
func (withoutCancelCtx) Err() error                              { return nil }
func (c withoutCancelCtx) Value(key any) any                     { return value(c, key) }
func (c withoutCancelCtx) String() string                        { return contextName(c.c) + ".WithoutCancel" }

// value walks up the tree without a call per level.
func value(c Context, key any) any {
	for {
		switch ctx := c.(type) {
		case *valueCtx:
			if key == ctx.key {
				return ctx.val
			}
			c = ctx.Context
		case *cancelCtx:
			if key == &cancelCtxKey {
				return ctx
			}
			c = ctx.Context
		case *timerCtx:
			if key == &cancelCtxKey {
				return &ctx.cancelCtx
			}
			c = ctx.Context
		case withoutCancelCtx:
			if key == &cancelCtxKey {
				return nil
			}
			c = ctx.c
		case backgroundCtx, todoCtx:
			return nil
		default:
			return c.Value(key)
		}
	}
}

func contextName(c Context) string {
	if s, ok := c.(interface{ String() string }); ok {
		return s.String()
	}
	return rt.TypeOf(c).Str
}

// describe names a key or value without fmt: other types than strings and
// those with a String method show only as their type.
func describe(v any) string {
	switch v := v.(type) {
	case interface{ String() string }:
		return v.String()
	case string:
		return v
	case nil:
		return "<nil>"
	}
	return rt.TypeOf(v).Str
}
