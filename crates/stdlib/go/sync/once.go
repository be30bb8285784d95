// Doing something once.

package sync

import "sync/atomic"

// A Once runs one function one time.
type Once struct {
	_    noCopy
	done atomic.Bool
	m    Mutex
}

// Phases of onceEvent.
const (
	onceRuns = iota // this goroutine is about to run the function
	onceRan         // the function returned, panicked or ended the goroutine
	onceSkip        // it had already been run
)

// onceEvent tells the machine's event log what happens to o.
func onceEvent(o *Once, phase int)

// Do runs f unless a function was already run, and returns after its end.
func (o *Once) Do(f func()) {
	if !o.done.Load() {
		o.doSlow(f)
	} else {
		onceEvent(o, onceSkip)
	}
}

func (o *Once) doSlow(f func()) {
	o.m.Lock()
	// Nothing is deferred here: whether somebody waited must not show in what
	// he allocated.
	if o.done.Load() {
		onceEvent(o, onceSkip)
		o.m.Unlock()
		return
	}
	defer o.m.Unlock()
	// Deferred, since f counts as run even if it panics.
	defer o.finish()
	onceEvent(o, onceRuns)
	f()
}

func (o *Once) finish() {
	o.done.Store(true)
	onceEvent(o, onceRan)
}

// attempt is the one run of a function, and the panic it may have ended in.
type attempt struct {
	once Once
	run  func()
	ok   bool
	err  any
}

// do runs a.run the first time; if that panicked, it panics again each time.
func (a *attempt) do() {
	a.once.Do(a.guarded)
	if !a.ok {
		panic(a.err)
	}
}

func (a *attempt) guarded() {
	defer a.note()
	a.run()
	a.ok = true
}

func (a *attempt) note() {
	a.run = nil
	a.err = recover()
	if !a.ok {
		// Panicking from here shows the stack of the original panic.
		panic(a.err)
	}
}

// OnceFunc makes a function that runs f the first time it is called.
func OnceFunc(f func()) func() {
	a := &attempt{run: f}
	return a.do
}

// OnceValue makes a function that returns what f returned the first time.
func OnceValue[T any](f func() T) func() T {
	a := &attempt{}
	var v T
	a.run = func() { v = f() }
	return func() T {
		a.do()
		return v
	}
}

// OnceValues makes a function that returns what f returned the first time.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	a := &attempt{}
	var v1 T1
	var v2 T2
	a.run = func() { v1, v2 = f() }
	return func() (T1, T2) {
		a.do()
		return v1, v2
	}
}
