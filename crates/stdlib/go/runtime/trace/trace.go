// Package trace lets programs mark what they do. Nothing is written: the page's lanes are the trace.
package trace

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
)

var on atomic.Bool

// Start begins a trace, which stays empty.
func Start(w io.Writer) error {
	if !on.CompareAndSwap(false, true) {
		return errors.New("execution tracer already enabled")
	}
	return nil
}

// Stop ends what Start began.
func Stop() { on.Store(false) }

// IsEnabled reports whether Start was called, and not Stop.
func IsEnabled() bool { return on.Load() }

// Task is something that goroutines do together.
type Task struct{}

// NewTask begins a task; the context carries it.
func NewTask(pctx context.Context, taskType string) (ctx context.Context, task *Task) {
	return context.WithValue(pctx, taskKey{}, taskType), new(Task)
}

type taskKey struct{}

// End ends the task.
func (t *Task) End() {}

// Region is something that one goroutine does.
type Region struct{}

// StartRegion begins a region.
func StartRegion(ctx context.Context, regionType string) *Region { return new(Region) }

// End ends the region.
func (r *Region) End() {}

// WithRegion calls fn in a region.
func WithRegion(ctx context.Context, regionType string, fn func()) {
	defer StartRegion(ctx, regionType).End()
	fn()
}

// Log notes a message.
func Log(ctx context.Context, category, message string) {}

// Logf notes a message that fmt.Sprintf would write.
func Logf(ctx context.Context, category, format string, args ...any) {}
