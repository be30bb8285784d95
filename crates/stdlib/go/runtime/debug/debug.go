// Package debug holds the few parts of runtime/debug that mean something here.
package debug

import (
	"errors"
	"os"
	"runtime"
)

func setGCPercent(percent int) int

// SetGCPercent sets the heap growth that starts a collection.
func SetGCPercent(percent int) int { return setGCPercent(percent) }

// SetMemoryLimit is accepted; the run's own memory limit is not affected.
func SetMemoryLimit(limit int64) int64 { return 1<<63 - 1 }

// SetMaxStack is accepted; it returns the usual limit.
func SetMaxStack(bytes int) int { return 1000000000 }

// SetMaxThreads is accepted; it returns the usual limit.
func SetMaxThreads(threads int) int { return 10000 }

func setPanicOnFault(enabled bool) bool

// SetPanicOnFault makes faults of the calling goroutine panics that it can recover, wherever they
// are; it returns what was set before.
func SetPanicOnFault(enabled bool) bool { return setPanicOnFault(enabled) }

// CrashOptions are the options of SetCrashOutput: there are none.
type CrashOptions struct{}

// SetCrashOutput is refused: what ends a run is told on standard error only.
func SetCrashOutput(f *os.File, opts CrashOptions) error {
	if f == nil {
		return nil
	}
	return errors.ErrUnsupported
}

// WriteHeapDump writes nothing: the page's memory view shows the heap.
func WriteHeapDump(fd uintptr) {}

// SetTraceback is accepted and ignored.
func SetTraceback(level string) {}

// FreeOSMemory collects garbage.
func FreeOSMemory() { runtime.GC() }

// Stack is the stack of the calling goroutine as text.
func Stack() []byte {
	for size := 1024; ; size *= 2 {
		buf := make([]byte, size)
		if n := runtime.Stack(buf, false); n < size {
			return buf[:n]
		}
	}
}

// PrintStack writes Stack to standard error.
func PrintStack() { os.Stderr.Write(Stack()) }
