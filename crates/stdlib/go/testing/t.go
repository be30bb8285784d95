// Tests and their subtests.

package testing

import (
	"context"
	"os"
	"runtime"
	"sync"
	"time"
)

// T is a running test.
type T struct {
	common
	serial bool
	state  *state
}

// InternalTest is a test by name.
type InternalTest struct {
	Name string
	F    func(*T)
}

// state lets only so many parallel tests run at a time.
type state struct {
	names   names
	mu      sync.Mutex
	next    chan bool
	running int
	waiting int
	most    int
}

func newState(most int, list []filter) *state {
	return &state{names: newNames(list), next: make(chan bool), running: 1, most: most}
}

func (s *state) wait() {
	s.mu.Lock()
	if s.running < s.most {
		s.running++
		s.mu.Unlock()
		return
	}
	s.waiting++
	s.mu.Unlock()
	<-s.next
}

func (s *state) release() {
	s.mu.Lock()
	if s.waiting == 0 {
		s.running--
		s.mu.Unlock()
		return
	}
	s.waiting--
	s.mu.Unlock()
	s.next <- true
}

// child is a test below c.
func (c *common) child(name string, s *state) *T {
	t := &T{state: s}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	t.barrier = make(chan bool)
	t.signal = make(chan bool, 1)
	t.name = name
	t.parent = c
	t.level = c.level + 1
	t.creator = callers(2)
	t.out = c.out
	t.w = indenter{&t.common}
	return t
}

// Run runs f as a subtest and waits until it ends or calls Parallel.
func (t *T) Run(name string, f func(t *T)) bool {
	if t.bubbled {
		panic("testing: t.Run called inside synctest bubble")
	}
	if t.cleaning.Load() {
		panic("testing: t.Run called during t.Cleanup")
	}
	t.hasSub.Store(true)
	full, ok := t.state.names.full(&t.common, name)
	if !ok || flags.failfast && failures.Load() > 0 {
		return true
	}
	s := t.common.child(full, t.state)
	s.out.announce(full, "=== RUN   %s\n", full)
	go tRunner(s, f)
	if !<-s.signal {
		// The subtest ended this test.
		runtime.Goexit()
	}
	return !s.failed
}

// bubble runs f as t in a bubble of its own.
func (t *T) bubble(f func(*T)) bool {
	if t.cleaning.Load() {
		panic("testing: synctest.Run called during t.Cleanup")
	}
	s := t.common.child(t.name, t.state)
	s.bubbled = true
	go tRunner(s, f)
	if !<-s.signal {
		runtime.Goexit()
	}
	return !s.failed
}

// tRunner is the goroutine of a test.
func tRunner(t *T, f func(t *T)) {
	t.runner = caller(0)
	defer t.settle()
	defer func() {
		if len(t.sub) == 0 {
			t.cleanup()
		}
	}()
	t.start = time.Now()
	f(t)
	t.mu.Lock()
	t.finished = true
	t.mu.Unlock()
}

// settle is deferred around a test: it finds out how the test ended.
func (t *T) settle() {
	v := recover()
	signal := true
	t.mu.RLock()
	finished := t.finished
	t.mu.RUnlock()
	if !finished && v == nil {
		v = errUnfinished
		for p := t.parent; p != nil; p = p.parent {
			p.mu.RLock()
			finished = p.finished
			p.mu.RUnlock()
			if finished {
				if !t.parallel {
					t.Errorf("%v: subtest may have called FailNow on a parent test", v)
					v = nil
				}
				signal = false
				break
			}
		}
	}
	if v != nil {
		t.die(v)
	}
	t.duration += time.Since(t.start)
	t.joinSubs(t.state, t.parallel)
	for c := &t.common; c.parent != nil; c = c.parent {
		c.endLine()
	}
	if t.Failed() {
		failures.Add(1)
	}
	t.report()
	t.done = true
	if t.parent != nil && !t.hasSub.Load() {
		t.setRan()
	}
	t.signal <- signal
}

const parallelConflict = "testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel"

// Parallel lets the test run in parallel with other parallel ones, once those that are not have
// ended.
func (t *T) Parallel() {
	switch {
	case t.parallel:
		panic("testing: t.Parallel called multiple times")
	case t.bubbled:
		panic("testing: t.Parallel called inside synctest bubble")
	case t.serial:
		panic(parallelConflict)
	}
	t.parallel = true
	t.duration += time.Since(t.start)
	t.parent.sub = append(t.parent.sub, t)
	t.out.announce(t.name, "=== PAUSE %s\n", t.name)
	t.signal <- true
	<-t.parent.barrier
	t.state.wait()
	t.out.announce(t.name, "=== CONT  %s\n", t.name)
	t.start = time.Now()
}

// only keeps a test from being parallel that changes what belongs to all.
func (t *T) only() {
	for c := &t.common; c != nil; c = c.parent {
		if c.parallel {
			panic(parallelConflict)
		}
	}
	t.serial = true
}

// Setenv sets an environment variable until the test ends.
func (t *T) Setenv(key, value string) {
	t.only()
	t.common.Setenv(key, value)
}

// Chdir is os.Chdir until the test ends.
func (t *T) Chdir(dir string) {
	t.only()
	t.common.Chdir(dir)
}

// Deadline is when the run is given up: never.
func (t *T) Deadline() (deadline time.Time, ok bool) {
	if t.bubbled {
		panic("testing: t.Deadline called inside synctest bubble")
	}
	return
}

// runTests runs all tests that the flags ask for.
func runTests(tests []InternalTest) (ran, ok bool) {
	t := &T{state: newState(flags.parallel, flags.run)}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	t.barrier = make(chan bool)
	t.signal = make(chan bool, 1)
	t.w = os.Stdout
	t.out = &printer{w: t.w}
	tRunner(t, func(t *T) {
		for _, test := range tests {
			t.Run(test.Name, test.F)
		}
	})
	<-t.signal
	return t.ran, !t.failed
}
