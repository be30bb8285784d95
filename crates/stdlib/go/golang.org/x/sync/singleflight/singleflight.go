// Package singleflight lets goroutines that want the same thing at the same
// time share one call.
package singleflight

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// errGoexit stands for a call that ended by runtime.Goexit.
var errGoexit = errors.New("runtime.Goexit was called")

// A panicError is the panic of a shared call.
type panicError struct {
	value any
	stack []byte
}

func (p *panicError) Error() string { return fmt.Sprintf("%v\n\n%s", p.value, p.stack) }

func (p *panicError) Unwrap() error {
	err, _ := p.value.(error)
	return err
}

// A call is running or has just ended.
type call struct {
	wg     sync.WaitGroup
	val    any
	err    error
	shared bool
	chans  []chan<- Result
}

// A Group is a namespace of calls; its zero value is ready.
type Group struct {
	mu    sync.Mutex
	calls map[string]*call
}

// A Result is what Do returns.
type Result struct {
	Val    any
	Err    error
	Shared bool
}

// join returns the call for key; first is true if it is new. ch, if not nil,
// will receive its result.
func (g *Group) join(key string, ch chan<- Result) (c *call, first bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	c = g.calls[key]
	if c == nil {
		if g.calls == nil {
			g.calls = make(map[string]*call)
		}
		c, first = new(call), true
		c.wg.Add(1)
		g.calls[key] = c
	} else {
		c.shared = true
	}
	if ch != nil {
		c.chans = append(c.chans, ch)
	}
	return c, first
}

// Do runs fn, or waits for a call with the same key that is running, and
// returns its results. shared says whether others got them too.
func (g *Group) Do(key string, fn func() (any, error)) (v any, err error, shared bool) {
	c, first := g.join(key, nil)
	if first {
		g.doCall(c, key, fn)
		return c.val, c.err, c.shared
	}
	c.wg.Wait()
	if p, ok := c.err.(*panicError); ok {
		panic(p)
	}
	if c.err == errGoexit {
		runtime.Goexit()
	}
	return c.val, c.err, true
}

// DoChan is Do with a channel for the result.
func (g *Group) DoChan(key string, fn func() (any, error)) <-chan Result {
	ch := make(chan Result, 1)
	if c, first := g.join(key, ch); first {
		go g.doCall(c, key, fn)
	}
	return ch
}

// doCall runs fn as call c and tells all who wait.
func (g *Group) doCall(c *call, key string, fn func() (any, error)) {
	returned, recovered := false, false
	// Two layers tell a panic, which the inner one recovers, from Goexit,
	// which runs both without a value.
	defer func() {
		if !returned && !recovered {
			c.err = errGoexit
		}
		g.finish(c, key)
	}()
	func() {
		defer func() {
			if returned {
				return
			}
			if v := recover(); v != nil {
				c.err = &panicError{v, debug.Stack()}
			}
		}()
		c.val, c.err = fn()
		returned = true
	}()
	recovered = !returned
}

func (g *Group) finish(c *call, key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	c.wg.Done()
	if g.calls[key] == c {
		delete(g.calls, key)
	}
	if p, ok := c.err.(*panicError); ok {
		// Nobody may be left waiting for ever on a channel, so the program
		// must die if there are channels.
		if len(c.chans) > 0 {
			go panic(p)
			select {}
		}
		panic(p)
	}
	if c.err == errGoexit {
		return
	}
	for _, ch := range c.chans {
		ch <- Result{c.val, c.err, c.shared}
	}
}

// Forget makes the next call with key run, even if one is running.
func (g *Group) Forget(key string) {
	g.mu.Lock()
	delete(g.calls, key)
	g.mu.Unlock()
}
