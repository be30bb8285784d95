// Contexts that end, and how the end spreads to their children.

package context

import (
	"sync"
	"sync/atomic"
	"time"
)

// cancelCtxKey is the key for which a cancelCtx returns itself.
var cancelCtxKey int

// A canceler is a child that can be cancelled.
type canceler interface {
	cancel(removeFromParent bool, err, cause error)
	Done() <-chan struct{}
}

// ending is why a context ended.
type ending struct {
	err, cause error
}

type signal struct {
	c chan struct{}
}

// cancelCtx is a context that can be cancelled, and that cancels its children.
type cancelCtx struct {
	Context

	mu sync.Mutex
	// done is made when someone asks for it, and closed once end is set.
	done     atomic.Pointer[signal]
	end      atomic.Pointer[ending]
	children map[canceler]struct{}
}

func withCancel(parent Context) *cancelCtx {
	needParent(parent)
	c := &cancelCtx{}
	c.propagateCancel(parent, c)
	return c
}

func (c *cancelCtx) Value(key any) any {
	if key == &cancelCtxKey {
		return c
	}
	return value(c.Context, key)
}

func (c *cancelCtx) Done() <-chan struct{} {
	if s := c.done.Load(); s != nil {
		return s.c
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.done.Load()
	if s == nil {
		s = &signal{make(chan struct{})}
		c.done.Store(s)
	}
	return s.c
}

func (c *cancelCtx) Err() error {
	end := c.end.Load()
	if end == nil {
		return nil
	}
	// Who sees an error may rely on Done being closed.
	<-c.Done()
	return end.err
}

func (c *cancelCtx) String() string { return contextName(c.Context) + ".WithCancel" }

// cancel ends c and its children, once.
func (c *cancelCtx) cancel(removeFromParent bool, err, cause error) {
	if cause == nil {
		cause = err
	}
	c.mu.Lock()
	if c.end.Load() != nil {
		c.mu.Unlock()
		return
	}
	c.end.Store(&ending{err, cause})
	s := c.done.Load()
	if s == nil {
		s = &signal{make(chan struct{})}
		close(s.c)
		c.done.Store(s)
	} else {
		close(s.c)
	}
	// The children's locks are taken while this one is held.
	for child := range c.children {
		child.cancel(false, err, cause)
	}
	c.children = nil
	c.mu.Unlock()
	if removeFromParent {
		detach(c.Context, c)
	}
}

// propagateCancel makes the end of parent be the end of child, whose cancelCtx is c.
func (c *cancelCtx) propagateCancel(parent Context, child canceler) {
	c.Context = parent
	done := parent.Done()
	if done == nil {
		return
	}
	select {
	case <-done:
		child.cancel(false, parent.Err(), Cause(parent))
		return
	default:
	}
	if p := ours(parent); p != nil {
		p.mu.Lock()
		if end := p.end.Load(); end != nil {
			child.cancel(false, end.err, end.cause)
		} else {
			if p.children == nil {
				p.children = make(map[canceler]struct{})
			}
			p.children[child] = struct{}{}
		}
		p.mu.Unlock()
		return
	}
	if a, ok := parent.(interface{ AfterFunc(func()) func() bool }); ok {
		c.mu.Lock()
		stop := a.AfterFunc(func() {
			child.cancel(false, parent.Err(), Cause(parent))
		})
		c.Context = stopCtx{parent, stop}
		c.mu.Unlock()
		return
	}
	// Somebody's own context: a goroutine waits for it.
	go func() {
		select {
		case <-parent.Done():
			child.cancel(false, parent.Err(), Cause(parent))
		case <-child.Done():
		}
	}()
}

// stopCtx is a parent with a registered function to be taken back.
type stopCtx struct {
	Context
	stop func() bool
}

// ours is the cancelCtx that decides when parent ends; nil if parent is
// something else, or wraps one in something with a Done of its own.
func ours(parent Context) *cancelCtx {
	done := parent.Done()
	if done == nil {
		return nil
	}
	p, ok := parent.Value(&cancelCtxKey).(*cancelCtx)
	if !ok {
		return nil
	}
	if s := p.done.Load(); s == nil || s.c != done {
		return nil
	}
	return p
}

// detach makes parent forget child.
func detach(parent Context, child canceler) {
	if s, ok := parent.(stopCtx); ok {
		s.stop()
		return
	}
	if p := ours(parent); p != nil {
		p.mu.Lock()
		delete(p.children, child)
		p.mu.Unlock()
	}
}

// timerCtx is a cancelCtx with a deadline.
type timerCtx struct {
	cancelCtx
	// timer is under mu.
	timer    *time.Timer
	deadline time.Time
}

func (c *timerCtx) Deadline() (deadline time.Time, ok bool) { return c.deadline, true }

func (c *timerCtx) String() string {
	return contextName(c.Context) + ".WithDeadline(" +
		c.deadline.String() + " [" + time.Until(c.deadline).String() + "])"
}

func (c *timerCtx) cancel(removeFromParent bool, err, cause error) {
	c.cancelCtx.cancel(false, err, cause)
	if removeFromParent {
		detach(c.Context, c)
	}
	c.mu.Lock()
	if c.timer != nil {
		c.timer.Stop()
		c.timer = nil
	}
	c.mu.Unlock()
}

// afterFuncCtx is a child that starts a function when it ends.
type afterFuncCtx struct {
	cancelCtx
	// once decides between starting f and stopping it.
	once sync.Once
	f    func()
}

func (a *afterFuncCtx) cancel(removeFromParent bool, err, cause error) {
	a.cancelCtx.cancel(false, err, cause)
	if removeFromParent {
		detach(a.Context, a)
	}
	a.once.Do(func() { go a.f() })
}

func (a *afterFuncCtx) stop() bool {
	stopped := false
	a.once.Do(func() { stopped = true })
	if stopped {
		a.cancel(true, Canceled, nil)
	}
	return stopped
}
