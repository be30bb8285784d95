// Fuzz tests, as far as their seeds go: nothing looks for further inputs.

package testing

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"time"
)

// F is a running fuzz test.
type F struct {
	common
	state  *state
	seeds  [][]any
	called bool
}

// InternalFuzzTarget is a fuzz test by name.
type InternalFuzzTarget struct {
	Name string
	Fn   func(f *F)
}

// fuzzable reports whether a fuzz test can have an argument of type t.
func fuzzable(t reflect.Type) bool {
	if t == nil || t.PkgPath() != "" {
		return false
	}
	switch k := t.Kind(); {
	case k == reflect.Slice:
		return t == reflect.TypeFor[[]byte]()
	case k == reflect.Uintptr || k == reflect.Complex64 || k == reflect.Complex128:
		return false
	default:
		return k >= reflect.Bool && k <= reflect.Float64 || k == reflect.String
	}
}

// Add adds a seed: arguments for the function given to Fuzz.
func (f *F) Add(args ...any) {
	for _, arg := range args {
		if t := reflect.TypeOf(arg); !fuzzable(t) {
			panic(fmt.Sprintf("testing: unsupported type to Add %v", t))
		}
	}
	f.seeds = append(f.seeds, args)
}

// Fuzz calls fn, a func(*testing.T, ...), with each seed.
func (f *F) Fuzz(fn any) {
	if f.called {
		panic("testing: F.Fuzz called more than once")
	}
	f.called = true
	if f.failed {
		return
	}
	f.Helper()
	v := reflect.ValueOf(fn)
	t := v.Type()
	switch {
	case t.Kind() != reflect.Func:
		panic("testing: F.Fuzz must receive a function")
	case t.NumIn() < 2 || t.In(0) != reflect.TypeFor[*T]():
		panic("testing: fuzz target must receive at least two arguments, where the first argument is a *T")
	case t.NumOut() != 0:
		panic("testing: fuzz target must not return a value")
	}
	for i := 1; i < t.NumIn(); i++ {
		if !fuzzable(t.In(i)) {
			panic(fmt.Sprintf("testing: unsupported type for fuzzing %v", t.In(i)))
		}
	}
	for _, seed := range f.seeds {
		f.check(t, seed)
	}
	for i, seed := range f.seeds {
		name := fmt.Sprintf("%s/seed#%d", f.name, i)
		if wanted(f.state.names.list, name) {
			f.seed(name, v, seed)
		}
	}
}

// check compares a seed with what the function takes.
func (f *F) check(t reflect.Type, seed []any) {
	if len(seed) != t.NumIn()-1 {
		f.Fatalf("wrong number of values in corpus entry: %d, want %d", len(seed), t.NumIn()-1)
	}
	for i, v := range seed {
		if reflect.TypeOf(v) != t.In(i+1) {
			have := make([]reflect.Type, len(seed))
			want := make([]reflect.Type, len(seed))
			for i := range seed {
				have[i], want[i] = reflect.TypeOf(seed[i]), t.In(i+1)
			}
			f.Fatalf("mismatched types in corpus entry: %v, want %v", have, want)
		}
	}
}

func (f *F) seed(name string, fn reflect.Value, seed []any) {
	t := f.common.child(name, f.state)
	t.out.announce(name, "=== RUN   %s\n", name)
	f.inFuzz = true
	go tRunner(t, func(t *T) {
		args := []reflect.Value{reflect.ValueOf(t)}
		for _, v := range seed {
			args = append(args, reflect.ValueOf(v))
		}
		fn.Call(args)
	})
	<-t.signal
	f.inFuzz = false
}

// fRunner is the goroutine of a fuzz test.
func fRunner(f *F, fn func(*F)) {
	f.runner = caller(0)
	defer f.settle()
	defer func() {
		if len(f.sub) == 0 {
			f.cleanup()
		}
	}()
	f.start = time.Now()
	fn(f)
	f.mu.Lock()
	f.finished = true
	f.mu.Unlock()
}

func (f *F) settle() {
	if f.Failed() {
		failures.Add(1)
	}
	v := recover()
	if v == nil && !f.skipped && !f.failed {
		if !f.finished {
			v = errUnfinished
		} else if !f.called {
			f.Error("returned without calling F.Fuzz, F.Fail, or F.Skip")
		}
	}
	if v != nil {
		f.die(v)
	}
	f.duration += time.Since(f.start)
	f.joinSubs(f.state, false)
	f.report()
	f.done = true
	f.setRan()
	f.signal <- true
}

// runFuzz runs the seeds of all fuzz tests that the flags ask for.
func runFuzz(targets []InternalFuzzTarget) (ran, ok bool) {
	ok = true
	root := common{w: os.Stdout}
	root.out = &printer{w: root.w}
	s := newState(flags.parallel, flags.run)
	for _, target := range targets {
		if !wanted(flags.run, target.Name) || flags.failfast && failures.Load() > 0 {
			continue
		}
		f := &F{state: s}
		f.ctx, f.cancel = context.WithCancel(context.Background())
		f.signal = make(chan bool)
		f.barrier = make(chan bool)
		f.name = target.Name
		f.parent = &root
		f.level = 1
		f.out = root.out
		f.w = indenter{&f.common}
		f.out.announce(f.name, "=== RUN   %s\n", f.name)
		go fRunner(f, target.Fn)
		<-f.signal
		ok = ok && !f.Failed()
		ran = ran || f.ran
	}
	return
}
