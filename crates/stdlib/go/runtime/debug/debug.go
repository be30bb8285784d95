// Package debug holds the few parts of runtime/debug that mean something here.
package debug

import (
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

// Module describes a module of the build.
type Module struct {
	Path    string
	Version string
	Sum     string
	Replace *Module
}

// BuildSetting is one setting of the build.
type BuildSetting struct {
	Key, Value string
}

// BuildInfo describes the build.
type BuildInfo struct {
	GoVersion string
	Path      string
	Main      Module
	Deps      []*Module
	Settings  []BuildSetting
}

// ReadBuildInfo describes the running program.
func ReadBuildInfo() (info *BuildInfo, ok bool) {
	return &BuildInfo{
		GoVersion: runtime.Version(),
		Path:      "command-line-arguments",
		Main:      Module{Path: "play", Version: "(devel)"},
	}, true
}
