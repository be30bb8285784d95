// Package signal lets programs take signals. In the playground none come from
// outside: a program can only send them to itself.
package signal

import (
	"context"
	"internal/sig"
	"os"
	"syscall"
)

// registration is what one channel asked for.
type registration struct {
	c       chan<- os.Signal
	handler *sig.Handler
}

// registrations is guarded by the lock of sig.Update.
var registrations []registration

func number(s os.Signal) int {
	if n, ok := s.(syscall.Signal); ok && 0 < n && n < sig.Count {
		return int(n)
	}
	return -1
}

// set sets the bits of the signals, all if none are given.
func set(mask *[sig.Count]bool, sigs []os.Signal, to bool) {
	if len(sigs) == 0 {
		for n := range mask {
			mask[n] = to
		}
	}
	for _, s := range sigs {
		if n := number(s); n >= 0 {
			mask[n] = to
		}
	}
}

// Notify sends the signals, or all of them, to c as they come. It does not wait
// for c: the channel must have room.
func Notify(c chan<- os.Signal, sigs ...os.Signal) {
	if c == nil {
		panic("os/signal: Notify using nil channel")
	}
	sig.Update(func(list []*sig.Handler, ignored *[sig.Count]bool) []*sig.Handler {
		var h *sig.Handler
		for _, r := range registrations {
			if r.c == c {
				h = r.handler
			}
		}
		if h == nil {
			h = &sig.Handler{Send: func(n int) {
				select {
				case c <- syscall.Signal(n):
				default:
				}
			}}
			registrations = append(registrations, registration{c, h})
			list = append(list, h)
		}
		set(&h.Mask, sigs, true)
		set(ignored, sigs, false)
		return list
	})
}

// Stop ends what Notify began for c.
func Stop(c chan<- os.Signal) {
	sig.Update(func(list []*sig.Handler, ignored *[sig.Count]bool) []*sig.Handler {
		for i, r := range registrations {
			if r.c == c {
				registrations = append(registrations[:i:i], registrations[i+1:]...)
				return append(list[:i:i], list[i+1:]...)
			}
		}
		return list
	})
}

// Reset undoes Notify and Ignore for the signals, or for all.
func Reset(sigs ...os.Signal) {
	sig.Update(func(list []*sig.Handler, ignored *[sig.Count]bool) []*sig.Handler {
		for _, h := range list {
			set(&h.Mask, sigs, false)
		}
		set(ignored, sigs, false)
		return list
	})
}

// Ignore makes the signals, or all, do nothing.
func Ignore(sigs ...os.Signal) {
	sig.Update(func(list []*sig.Handler, ignored *[sig.Count]bool) []*sig.Handler {
		for _, h := range list {
			set(&h.Mask, sigs, false)
		}
		set(ignored, sigs, true)
		return list
	})
}

// Ignored reports whether the signal is ignored.
func Ignored(s os.Signal) bool {
	is := false
	sig.Update(func(list []*sig.Handler, ignored *[sig.Count]bool) []*sig.Handler {
		n := number(s)
		is = n >= 0 && ignored[n]
		return list
	})
	return is
}

// NotifyContext is a context that ends when one of the signals comes, when stop
// is called, or when parent ends.
func NotifyContext(parent context.Context, signals ...os.Signal) (ctx context.Context, stop context.CancelFunc) {
	inner, cancel := context.WithCancelCause(parent)
	c := make(chan os.Signal, 1)
	Notify(c, signals...)
	if inner.Err() == nil {
		go func() {
			select {
			case s := <-c:
				cancel(signalError(s.String() + " signal received"))
			case <-inner.Done():
			}
		}()
	}
	return &signalContext{inner, parent, signals}, func() {
		cancel(nil)
		Stop(c)
	}
}

type signalError string

func (e signalError) Error() string { return string(e) }

// Is has a signal count as what it does: it cancels.
func (e signalError) Is(target error) bool { return target == context.Canceled }

type signalContext struct {
	context.Context
	parent  context.Context // for its name
	signals []os.Signal
}

func (c *signalContext) String() string {
	text := "signal.NotifyContext("
	if s, ok := c.parent.(interface{ String() string }); ok {
		text += s.String()
	}
	text += ", ["
	for i, s := range c.signals {
		if i > 0 {
			text += " "
		}
		text += s.String()
	}
	return text + "])"
}
