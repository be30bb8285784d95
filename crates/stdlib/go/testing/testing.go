// Package testing runs tests, and prints what a run of `go test -v` prints.
//
// There is no quiet mode: whoever runs a program here wants to see it. Times are those of the
// virtual clock.
package testing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
	"unicode/utf8"
)

// TB is what tests, benchmarks and fuzz tests have in common.
type TB interface {
	ArtifactDir() string
	Attr(key, value string)
	Chdir(dir string)
	Cleanup(func())
	Context() context.Context
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Output() io.Writer
	Setenv(key, value string)
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
	TempDir() string

	// Nobody else implements TB, so that it can grow.
	private()
}

// common is what T, B and F are made of.
type common struct {
	// mu guards output, partial, the outcome below, helpers and cleanups.
	mu sync.RWMutex
	// output is what this test and its subtests reported, until the parent shows it.
	output   []byte
	partial  []byte
	ran      bool
	failed   bool
	skipped  bool
	finished bool
	done     bool
	helpers  map[string]bool
	cleanups []func()

	w        io.Writer
	out      *printer
	bench    bool
	bubbled  bool
	parallel bool
	inFuzz   bool
	hasSub   atomic.Bool
	cleaning atomic.Bool
	// runner is the name of the function of this package that called the test.
	runner   string
	parent   *common
	level    int
	creator  []uintptr
	name     string
	start    time.Time
	duration time.Duration
	// barrier is closed when parallel subtests may go on; signal says that a test has ended, or
	// waits for the others.
	barrier chan bool
	signal  chan bool
	sub     []*T
	ctx     context.Context
	cancel  context.CancelFunc

	// tempMu guards the folder for TempDir's, and how many there are.
	tempMu sync.Mutex
	temp   string
	temps  int
	// artifactDir is made once.
	artifacts   sync.Once
	artifactDir string
}

// A printer writes the lines of a run, and says whose they are when that changes.
type printer struct {
	w    io.Writer
	mu   sync.Mutex
	last string
}

// update prints a line that names the test itself.
func (p *printer) update(name, format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = name
	fmt.Fprintf(p.w, format, args...)
}

// announce is update for what a quiet run does not say.
func (p *printer) announce(name, format string, args ...any) {
	if !flags.quiet {
		p.update(name, format, args...)
	}
}

// line prints a line that a test wrote.
func (p *printer) line(name, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last != "" && p.last != name {
		fmt.Fprintf(p.w, "=== NAME  %s\n", name)
	}
	p.last = name
	io.WriteString(p.w, text)
}

const indent = "    "

// An indenter adds lines to a test's output, one level deeper.
type indenter struct{ c *common }

func (i indenter) Write(p []byte) (int, error) {
	for line := range strings.Lines(string(p)) {
		i.c.output = append(append(i.c.output, indent...), line...)
	}
	return len(p), nil
}

// A writer is what Output gives: lines that belong to a test.
type writer struct{ c *common }

func (w writer) Write(p []byte) (int, error) {
	if w.c.heard() == nil {
		panic("Write called after " + w.c.name + " has completed")
	}
	w.c.write(string(p))
	return len(p), nil
}

// write prints whole lines, and keeps what follows the last. What the run as a whole says, which is
// what tests say that ended long ago, is dropped.
func (c *common) write(text string) {
	if c.parent == nil && !c.bench {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for line := range strings.Lines(text) {
		if !strings.HasSuffix(line, "\n") {
			c.partial = append(c.partial, line...)
			return
		}
		line = indent + string(c.partial) + line
		c.partial = nil
		switch {
		case c.done || flags.quiet && !c.bench:
			c.output = append(c.output, line...)
		case c.bench:
			fmt.Print(line)
		default:
			c.out.line(c.name, line)
		}
	}
}

// endLine ends a line that was begun.
func (c *common) endLine() {
	c.mu.Lock()
	begun := len(c.partial) > 0
	c.mu.Unlock()
	if begun {
		c.write("\n")
	}
}

// flush hands a report, and what the subtests reported, to the parent.
func (c *common) flush(verdict string, d time.Duration) {
	p := c.parent
	p.mu.Lock()
	defer p.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	text := fmt.Sprintf("--- %s: %s (%s)\n%s", verdict, c.name, seconds(d), c.output)
	c.output = nil
	if p.w == c.out.w {
		c.out.update(c.name, "%s", text)
	} else {
		io.WriteString(p.w, text)
	}
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2fs", d.Seconds()) }

// heard is the test that what c writes is part of: itself, or once it has ended an ancestor.
func (c *common) heard() *common {
	for ; c != nil; c = c.parent {
		c.mu.Lock()
		gone := c.done || c.bubbled
		c.mu.Unlock()
		if !gone {
			return c
		}
	}
	return nil
}

// log writes a message with its place, which is skip calls further up.
func (c *common) log(skip int, text string) {
	text = strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+indent) + "\n"
	n := c.heard()
	if n == nil {
		panic("Log in goroutine after " + c.name + " has completed: " + text)
	}
	file, line := n.place(skip + 1)
	file = file[strings.LastIndexByte(file, '/')+1:]
	n.endLine()
	n.write(fmt.Sprintf("%s:%d: %s", file, line, text))
}

// callers is where the function skip levels up stands, and who called it.
func callers(skip int) []uintptr {
	pcs := make([]uintptr, 50)
	return pcs[:runtime.Callers(skip+2, pcs)]
}

// caller is the name of the function skip levels up.
func caller(skip int) string {
	pcs := callers(skip + 1)
	if len(pcs) == 0 {
		return ""
	}
	frame, _ := runtime.CallersFrames(pcs[:1]).Next()
	return frame.Function
}

// place is the innermost call that no helper made. Calls of the parent go on where it started c.
func (c *common) place(skip int) (string, int) {
	c.mu.Lock()
	defer func() { c.mu.Unlock() }()
	frames := runtime.CallersFrames(callers(skip + 1))
	var first, last runtime.Frame
	for {
		frame, more := frames.Next()
		if first.PC == 0 {
			first = frame
		}
		if frame.Function == c.runner {
			if c.level <= 1 {
				return last.File, last.Line
			}
			frames = runtime.CallersFrames(c.creator)
			p := c.parent
			p.mu.Lock()
			c.mu.Unlock()
			c = p
		} else {
			name, _, _ := strings.Cut(frame.Function, "-range")
			if !c.helpers[name] {
				return frame.File, frame.Line
			}
			if !more {
				return first.File, first.Line
			}
		}
		last = frame
	}
}

func (c *common) private() {}

// fuzzes panics if the method of a fuzz test is used where that of its T should be.
func (c *common) fuzzes(method string) {
	if c.inFuzz {
		panic("testing: f." + method + " was called inside the fuzz target, use t." + method + " instead")
	}
}

// Name is the name of the running test, with those of its parents.
func (c *common) Name() string { return c.name }

// Fail marks the test as failed; it goes on.
func (c *common) Fail() {
	if c.parent != nil {
		c.parent.Fail()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		panic("Fail in goroutine after " + c.name + " has completed")
	}
	c.failed = true
}

// Failed reports whether the test has failed.
func (c *common) Failed() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.failed
}

// FailNow marks the test as failed and ends it.
func (c *common) FailNow() {
	c.fuzzes("FailNow")
	c.Fail()
	c.end(false)
}

// end ends the goroutine of a test that wants to.
func (c *common) end(skipped bool) {
	c.mu.Lock()
	c.skipped = c.skipped || skipped
	c.finished = true
	c.mu.Unlock()
	runtime.Goexit()
}

// Log writes a line.
func (c *common) Log(args ...any) {
	c.fuzzes("Log")
	c.log(1, fmt.Sprintln(args...))
}

// Logf writes a formatted line.
func (c *common) Logf(format string, args ...any) {
	c.fuzzes("Logf")
	c.log(1, fmt.Sprintf(format, args...))
}

// Error is Log and Fail.
func (c *common) Error(args ...any) {
	c.fuzzes("Error")
	c.log(1, fmt.Sprintln(args...))
	c.Fail()
}

// Errorf is Logf and Fail.
func (c *common) Errorf(format string, args ...any) {
	c.fuzzes("Errorf")
	c.log(1, fmt.Sprintf(format, args...))
	c.Fail()
}

// Fatal is Log and FailNow.
func (c *common) Fatal(args ...any) {
	c.fuzzes("Fatal")
	c.log(1, fmt.Sprintln(args...))
	c.FailNow()
}

// Fatalf is Logf and FailNow.
func (c *common) Fatalf(format string, args ...any) {
	c.fuzzes("Fatalf")
	c.log(1, fmt.Sprintf(format, args...))
	c.FailNow()
}

// Skip is Log and SkipNow.
func (c *common) Skip(args ...any) {
	c.fuzzes("Skip")
	c.log(1, fmt.Sprintln(args...))
	c.SkipNow()
}

// Skipf is Logf and SkipNow.
func (c *common) Skipf(format string, args ...any) {
	c.fuzzes("Skipf")
	c.log(1, fmt.Sprintf(format, args...))
	c.SkipNow()
}

// SkipNow marks the test as skipped and ends it.
func (c *common) SkipNow() {
	c.fuzzes("SkipNow")
	c.end(true)
}

// Skipped reports whether the test was skipped.
func (c *common) Skipped() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.skipped
}

// Helper marks the calling function as one whose own lines are of no interest.
func (c *common) Helper() {
	if c.bubbled {
		c = c.parent
	}
	name, _, _ := strings.Cut(caller(1), "-range")
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.helpers == nil {
		c.helpers = map[string]bool{}
	}
	c.helpers[name] = true
}

// Cleanup calls f after the test and its subtests have ended; the last one first.
func (c *common) Cleanup(f func()) {
	c.fuzzes("Cleanup")
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cleanups = append(c.cleanups, f)
}

// cleanup calls the functions given to Cleanup.
func (c *common) cleanup() {
	c.cleaning.Store(true)
	defer c.cleaning.Store(false)
	// After a panic in one of them the others are called still.
	defer func() {
		c.mu.Lock()
		more := len(c.cleanups) > 0
		c.mu.Unlock()
		if more {
			c.cleanup()
		}
	}()
	if c.cancel != nil {
		c.cancel()
	}
	for {
		c.mu.Lock()
		last := len(c.cleanups) - 1
		if last < 0 {
			c.mu.Unlock()
			return
		}
		f := c.cleanups[last]
		c.cleanups = c.cleanups[:last]
		c.mu.Unlock()
		f()
	}
}

// tryCleanup is cleanup that returns a panic.
func (c *common) tryCleanup() (v any) {
	defer func() { v = recover() }()
	c.cleanup()
	return nil
}

// Context is cancelled just before the functions given to Cleanup are called.
func (c *common) Context() context.Context {
	c.fuzzes("Context")
	return c.ctx
}

// Output is for lines without a place.
func (c *common) Output() io.Writer {
	c.fuzzes("Output")
	n := c.heard()
	if n == nil {
		panic("Output called after " + c.name + " has completed")
	}
	return writer{n}
}

// Attr prints an attribute of the test.
func (c *common) Attr(key, value string) {
	switch {
	case strings.ContainsFunc(key, unicode.IsSpace):
		c.Errorf("disallowed whitespace in attribute key %q", key)
	case strings.ContainsAny(value, "\r\n"):
		c.Errorf("disallowed newline in attribute value %q", value)
	default:
		c.out.announce(c.name, "=== ATTR  %s %v %v\n", c.name, key, value)
	}
}

// Setenv sets an environment variable until the test ends.
func (c *common) Setenv(key, value string) {
	c.fuzzes("Setenv")
	old, was := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		c.Fatalf("cannot set environment variable: %v", err)
	}
	c.Cleanup(func() {
		if was {
			os.Setenv(key, old)
		} else {
			os.Unsetenv(key)
		}
	})
}

// Chdir is os.Chdir for as long as the test runs.
func (c *common) Chdir(dir string) {
	c.fuzzes("Chdir")
	was, err := os.Getwd()
	if err != nil {
		c.Fatal(err)
	}
	if err := os.Chdir(dir); err != nil {
		c.Fatal(err)
	}
	if dir, err = os.Getwd(); err == nil {
		c.Setenv("PWD", dir)
	}
	c.Cleanup(func() {
		if err := os.Chdir(was); err != nil {
			panic("testing.Chdir: " + err.Error())
		}
	})
}

// TempDir is a new folder, which goes when the test has ended.
func (c *common) TempDir() string {
	c.fuzzes("TempDir")
	c.tempMu.Lock()
	defer c.tempMu.Unlock()
	_, err := os.Stat(c.temp)
	if os.IsNotExist(err) {
		dir, err := os.MkdirTemp(os.Getenv("GOTMPDIR"), fileName(c.name[:min(len(c.name), 64)]))
		if err != nil {
			c.Fatalf("TempDir: %v", err)
		}
		c.temp = dir
		c.Cleanup(func() {
			if err := os.RemoveAll(dir); err != nil {
				c.Errorf("TempDir RemoveAll cleanup: %v", err)
			}
		})
	}
	c.temps++
	dir := fmt.Sprintf("%s/%03d", c.temp, c.temps)
	if err := os.Mkdir(dir, 0o777); err != nil {
		c.Fatalf("TempDir: %v", err)
	}
	return dir
}

// ArtifactDir is a folder like TempDir's, always the same: nobody asks for what tests leave behind.
func (c *common) ArtifactDir() string {
	c.fuzzes("ArtifactDir")
	c.artifacts.Do(func() { c.artifactDir = c.TempDir() })
	return c.artifactDir
}

// fileName is what of a test's name is good in a file's.
func fileName(name string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && word(r) || strings.ContainsRune("!#$%&()+,-.=@^_{}~ ", r) {
			return r
		}
		if r >= utf8.RuneSelf && r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r)) {
			return r
		}
		return -1
	}, name)
}

// setRan notes that something ran, here and above.
func (c *common) setRan() {
	for ; c != nil; c = c.parent {
		c.mu.Lock()
		c.ran = true
		c.mu.Unlock()
	}
}

// report says how the test ended.
func (c *common) report() {
	switch {
	case c.parent == nil || c.bubbled:
	case c.Failed():
		c.flush("FAIL", c.duration)
	case flags.quiet:
	case c.Skipped():
		c.flush("SKIP", c.duration)
	default:
		c.flush("PASS", c.duration)
	}
}

// die reports a test that panicked, and all above it, and lets the panic end the program.
func (c *common) die(v any) {
	c.Fail()
	if r := c.tryCleanup(); r != nil {
		c.log(1, fmt.Sprintf("cleanup panicked with %v", r))
	}
	for at := c; !at.bubbled && at.parent != nil; at = at.parent {
		at.mu.Lock()
		at.duration += time.Since(at.start)
		d := at.duration
		at.mu.Unlock()
		at.endLine()
		at.flush("FAIL", d)
		if r := at.parent.tryCleanup(); r != nil {
			fmt.Fprintf(at.parent.w, "cleanup panicked with %v", r)
		}
	}
	panic(v)
}

// joinSubs lets the parallel subtests run, and cleans up after them.
func (c *common) joinSubs(s *state, parallel bool) {
	if len(c.sub) == 0 {
		if parallel {
			s.release()
		}
		return
	}
	s.release()
	close(c.barrier)
	for _, sub := range c.sub {
		<-sub.signal
	}
	start := time.Now()
	v := c.tryCleanup()
	c.duration += time.Since(start)
	if v != nil {
		c.die(v)
	}
	if !parallel {
		s.wait()
	}
}

var errUnfinished = errors.New("test executed panic(nil) or runtime.Goexit")
